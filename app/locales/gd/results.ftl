### Na fhreagair daoine: co-dhùnaidhean, cairtean, agus duilleagan mus bi dad ri shealltainn. Dreachd: cha do sgrùd fileantach seo fhathast.

results-quoted = “{ $answer }”
results-or = { $first } no { $last }
results-largest-share = Fhreagair { $value } “{ $answer }”, barrachd na rud sam bith eile
results-largest-count = Fhreagair mu { $value } duine “{ $answer }”, barrachd na rud sam bith eile
results-largest-all = Fhreagair cha mhòr a h-uile duine “{ $answer }”
results-largest-two = B’ iad “{ $first }” ({ $a }) agus “{ $second }” ({ $b }) na freagairtean a bu trice
results-chosen-share = Thagh { $value } “{ $answer }”, barrachd na rud sam bith eile
results-chosen-count = Thagh mu { $value } duine “{ $answer }”, barrachd na rud sam bith eile
results-chosen-all = Thagh cha mhòr a h-uile duine “{ $answer }”
results-chosen-two = B’ iad “{ $first }” ({ $a }) agus “{ $second }” ({ $b }) a chaidh a thaghadh as trice
results-band-share = Fhreagair { $value } { $answer }, barrachd na còmhlan sam bith eile
results-band-count = Fhreagair mu { $value } duine { $answer }, barrachd na còmhlan sam bith eile
results-band-all = Fhreagair cha mhòr a h-uile duine { $answer }
results-band-two = B’ iad { $first } ({ $a }) agus { $second } ({ $b }) na freagairtean a bu trice
results-none-leads = Chan eil freagairt sam bith a’ seasamh a-mach
results-divided = Tha na freagairtean roinnte: { $first } { $a }, { $second } { $b }
results-in-ten = { $n ->
    [0] Cha mhòr gun do fhreagair duine { $answers }
    [10] Fhreagair cha mhòr a h-uile duine { $answers }
   *[other] Fhreagair mu { $n } às gach 10 { $answers }
}
results-range = Fhreagair { $most } { $answers } ri “{ $first }”, { $least } ri “{ $last }”
results-average = Is e { $mean } a-mach à { $to } an fhreagairt chuibheasach; thug co-dhiù leth dhiubh { $median } no barrachd
results-averages = Tha na cuibheasan eadar { $least } (“{ $last }”) agus { $most } (“{ $first }”), a-mach à { $to }
results-few-for-shares = Fhreagair ro bheag de dhaoine airson cuibhreannan
results-withheld = Gun a shealltainn: thug ro bheag de dhaoine cuid de na freagairtean seo
results-written-withheld = Gun a shealltainn: sgrìobh nas lugha na 10 daoine rudeigin
results-written = Sgrìobh mu { $people } duine rudeigin
results-written-few = Cha mhòr gun do sgrìobh duine dad
results-lines-differ = Na fhreagair daoine ri gach loidhne

results-share-how = { $question } Cuibhreann de na freagairtean sa cheud
results-around-how = { $question } Cuibhreann de na freagairtean sa cheud: nas lugha air taobh clì na loidhne, barrachd air an taobh dheas
results-rising-how = { $question } Cuibhreann de na freagairtean sa cheud
results-several-how = { $question } Dh’fhaodadh daoine iomadh freagairt a thaghadh
results-count-how = { $question } Àireamh nam freagairtean
results-mean-how = { $question } Cuibheas bho { $from } gu { $to }; tha an loidhne a’ sealltainn far a bheil leth mheadhanach nam freagairtean
results-text-how = { $question } Chan eilear a’ sealltainn na sgrìobh daoine
results-mean = Cuibheas
results-middle-half = An leth mheadhanach
results-range-of = { $low } gu { $high }
results-end = { $point }: { $words }
results-band = { $band } { $unit }
results-band-sign = { $band }{ $unit }
results-statement = Aithris
results-everybody = A h-uile duine a fhreagair seo
results-everybody-written = A h-uile duine
results-wrote = Sgrìobh rudeigin
results-wrote-not = Cha do sgrìobh dad

results-source = { $method ->
    [cell_key] { $people } freagairt, gach àireamh air atharrachadh air thuaiream le suas gu 3, agus mar sin ’s dòcha nach tig iad gu an aon sùim.
    [suppression] { $people } freagairt; tha àireamhan fo 10 air an cumail air ais, agus feadhainn eile gus nach gabh iad sin obrachadh a-mach.
   *[rounding] { $people } freagairt, gach àireamh air a chruinneachadh gu 5, agus mar sin ’s dòcha nach tig iad gu an aon sùim.
}
results-source-several = { $method ->
    [cell_key] Fhreagair { $people } duine seo; tha gach àireamh air atharrachadh air thuaiream le suas gu 3.
    [suppression] Fhreagair { $people } duine seo; tha àireamhan fo 10 air an cumail air ais.
   *[rounding] Fhreagair { $people } duine seo; tha gach àireamh air a chruinneachadh gu 5.
}
results-source-between = { $method ->
    [cell_key] Eadar { $least } agus { $most } freagairt ri gach tè, gach àireamh air atharrachadh air thuaiream le suas gu 3.
    [suppression] Eadar { $least } agus { $most } freagairt ri gach tè; tha àireamhan fo 10 air an cumail air ais.
   *[rounding] Eadar { $least } agus { $most } freagairt ri gach tè, gach àireamh air a chruinneachadh gu 5.
}
results-source-silent = Cha do fhreagair { $people } seo.
results-source-beside = Chan eil { $answers } ach sa chlàr.
results-source-small = Chan eil cuibhreannan fo 8% ach sa chlàr.
results-source-date = Freagairtean suas gu { $date }.
results-source-whose = Tùs: { $title }, { $owner }.
results-source-rehearsed = Chan eil seo ach ag aithris, chan eil e fìor.

results-weeks = Cuin a fhreagair daoine
results-weeks-how = Freagairtean gach seachdain, bho Dhiluain gu Didòmhnaich
results-weeks-busiest = B’ e an t-seachdain bho { $week } an tè a bu thrainge, le mu { $people } freagairt
results-weeks-even = Chan eil seachdain sam bith a’ seasamh a-mach
results-weeks-source = { $method ->
    [cell_key] Tha gach àireamh air atharrachadh air thuaiream le suas gu 3.
    [suppression] Tha àireamhan fo 10 air an cumail air ais.
   *[rounding] Tha gach àireamh air a chruinneachadh gu 5.
}

results-of = Toraidhean
results-question = Ceist { $number } à { $count }
results-find = Lorg ceist
results-lead = { $people ->
    [0] Fhreagair nas lugha na 10 daoine
   *[other] Fhreagair mu { $number } duine
}
results-lead-invited = { $people ->
    [0] Fhreagair nas lugha na 10 de na { $invited } duine a fhuair cuireadh
   *[other] Fhreagair mu { $number } de na { $invited } duine a fhuair cuireadh
}
results-lead-between = Bha e fosgailte bho { $from } gu { $to }.
results-lead-open = Dh’fhaodadh a h-uile duine freagairt, agus mar sin ’s iad seo beachdan na feadhna a thàinig, agus chan ann beachdan a h-uile duine.
results-lead-chosen = Cha b’ urrainn ach do dhaoine a fhuair cuireadh freagairt.
results-who = Cò fhreagair agus cò nach do fhreagair
results-national = Seo toraidhean airson Alba air fad. Chan eil toraidhean ann airson com-pàirteachas fa leth.
results-too-few = Fhreagair ro bheag de dhaoine airson dad a shealltainn
results-too-few-words = Fhreagair nas lugha na 10 daoine. Cha bu chòir gun aithnichear duine le am freagairtean, agus mar sin chan eilear a’ sealltainn dad.
results-not-yet = Chan eil toraidhean ri shealltainn fhathast
results-not-yet-open = Faodaidh daoine freagairt gu { $moment }. Nuair a bhios e dùinte, thèid na freagairtean a chunntadh.
results-not-yet-closed = Dhùin an suirbhidh seo air { $moment }. Thathar a’ cunntadh agus a’ coimhead air na freagairtean.
results-not-yet-soon = Chan eil an suirbhidh seo air fosgladh fhathast.
results-by-date = Bidh toraidhean an seo ro { $date }.
results-no-date = Cha tuirt an com-pàirteachas cuin a bhios toraidhean an seo.
results-answer = Freagair an suirbhidh
results-home = Gu duilleag a’ chom-pàirteachais

refused-not-sealed = Faodar toraidhean fhoillseachadh nuair a bhios an suirbhidh dùinte agus na freagairtean air an cunntadh.
