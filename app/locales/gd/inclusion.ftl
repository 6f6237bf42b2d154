### Cò fhreagair an coimeas ri cò tha a’ fuireach an seo. Dreachd: cha do sgrùd fileantach seo fhathast.

who-page = Cò fhreagair
who-and = { $first } agus { $last }
who-and-others = { $groups } agus feadhainn eile
who-aged-under = daoine fo { $age }
who-aged-over = daoine { $age } agus nas sine
who-aged = daoine aois { $from } gu { $to }

who-missing = { $closed ->
    [yes] { $groups }: bha iad a dhìth
   *[no] { $groups }: tha iad a dhìth
}
who-probably-missing = { $closed ->
    [yes] { $groups }: bha iad a dhìth, a rèir coltais
   *[no] { $groups }: tha iad a dhìth, a rèir coltais
}
who-fewer = { $groups }: fhreagair iad nas ainneimhe na feadhainn eile
who-even = Fhreagair gach buidheann a ghabhas coimeas mu cho tric ’s a bha a cuibhreann, no barrachd
who-unclear = { $closed ->
    [yes] Cha robh buidheann sam bith a dhìth gu soilleir
   *[no] Chan eil buidheann sam bith a dhìth gu soilleir fhathast
}
who-nothing-compared = Cha ghabh dad coimeas a dhèanamh fhathast
who-answered = { $people ->
    [0] Fhreagair nas lugha na 10 daoine
   *[other] Fhreagair mu { $number } duine
}
who-probably-too = { $groups }: { $closed ->
    [yes] bha iadsan a dhìth cuideachd, a rèir coltais.
   *[no] tha iadsan a dhìth cuideachd, a rèir coltais.
}
who-answered-share = Fhreagair mu { $number } duine, { $share } den fheadhainn aois 16 agus nas sine.
who-not-a-sample = Dh’fhaodadh a h-uile duine freagairt, agus mar sin chan e sampall a th’ ann. Tha e a’ sealltainn cò thàinig, chan e na tha { $area } a’ smaoineachadh.
who-invited = Cha b’ urrainn ach do dhaoine a fhuair cuireadh freagairt.
who-completion = Den fheadhainn a fhreagair, thuirt eadar { $least } agus { $most } cò iad; tha e eadar-dhealaichte bho cheist gu ceist.
who-what-people-said = Na fhreagair daoine

who-one-missing = { $group }: fhreagair iad { $often } an cuibhreann de na daoine a tha a’ fuireach an seo
who-one-probably = { $group }: a rèir coltais fhreagair iad { $often } an cuibhreann; dh’fhaodadh an fheadhainn nach tuirt seo atharrachadh
who-one-more = { $group }: fhreagair iad nas trice na feadhainn eile
who-one-even = Fhreagair gach buidheann mu cho tric ’s a bha an cuibhreann
who-one-unclear = Chan eil gu leòr fhreagairtean ann airson a ràdh cò tha a dhìth
who-one-nothing = Thuirt ro bheag airson dad a shealltainn
who-often-hardly = cha mhòr idir, an coimeas ri
who-often-tenth = mun deicheamh cuid cho tric ’s a bha
who-often-fifth = mun chòigeamh cuid cho tric ’s a bha
who-often-quarter = mu chairteal cho tric ’s a bha
who-often-third = mu thrian cho tric ’s a bha
who-often-two-fifths = mu dhà chòigeamh cho tric ’s a bha
who-often-half = mu leth cho tric ’s a bha
who-often-three-fifths = mu thrì còigeamhan cho tric ’s a bha
who-often-two-thirds = mu dhà thrian cho tric ’s a bha
who-often-three-quarters = mu thrì cairtealan cho tric ’s a bha
who-often-less = nas ainneimhe na

who-reach = Cò gus an ruighear a-nis
who-reach-closed = Cò gus an ruighear an ath thuras
who-more = { $n ->
    [one] { $number } a bharrachd
   *[other] { $number } a bharrachd
}
who-more-small = { $closed ->
    [yes] freagairt airson an cuibhreann a ruighinn
   *[no] freagairt airson an cuibhreann a ruighinn
}
who-more-none = gun àireamh
who-more-none-small = bhiodh feum air barrachd na tha a’ fuireach an seo
who-detail = { $share } de na freagairtean, { $people } de na daoine a tha a’ fuireach an seo
who-detail-plain = { $people } de na daoine a tha a’ fuireach an seo
who-detail-probably = a rèir coltais: dh’fhaodadh an fheadhainn nach tuirt seo atharrachadh
who-reach-note = { $closed ->
    [yes] Cia mheud a bharrachd bhon bhuidhinn sin a-mhàin, nam biodh gun duine eile air freagairt, gus am biodh a cuibhreann de na freagairtean co-ionann ri a cuibhreann de dhaoine.
   *[no] Cia mheud a bharrachd bhon bhuidhinn sin a-mhàin, mura freagair duine eile, gus am bi a cuibhreann de na freagairtean co-ionann ri a cuibhreann de dhaoine.
}
who-reach-nobody = Cha do fhreagair buidheann sam bith gu soilleir nas lugha na a cuibhreann.
who-together = Cia mheud a bharrachd airson gach buidheann còmhla
who-together-words = An àireamh as lugha de fhreagairtean a bharrachd leis am bi co-dhiù ceithir còigeamhan de a cuibhreann aig gach buidhinn, gach buidheann de cheist còmhla.
who-together-question = Ceist
who-together-all = Freagairtean a bharrachd
who-together-from = Bho cò
who-together-none = tha e aig gach buidhinn mu thràth
who-together-group = { $number } { $group }

who-glance = Ann am priobadh
who-glance-note = Chan eilear a’ coimeas duine a rèir ainm. Is e buidhnean dhaoine a th’ annta.
who-glance-both = { $least } as lugha a chluinnear, { $most } as motha
who-glance-least = { $least } as lugha a chluinnear
who-glance-most = { $most } as motha a chluinnear
who-glance-how = Cuibhreann de na freagairtean air a roinn le cuibhreann de na daoine a tha a’ fuireach an seo, leis an raon a dh’fhaodas tachairt le tuiteamas. Sa chòmhlan ghlas freagraidh buidheann mu cho tric ’s a tha a cuibhreann. Buidhnean a tha eadar-dhealaichte, bhon as lugha chun as motha a chluinnear
who-glance-source = Tha na h-àireamhan le gach cairt gu h-ìosal. Freagairtean suas gu { $date }.
who-glance-said = { $label }: { $ratio } uair an cuibhreann ({ $low } gu { $high }): { $verdict }

who-groups = Buidheann air bhuidheann
who-how = { $title }: cuibhreann de na daoine a fhreagair, ri taobh cuibhreann de na daoine a tha a’ fuireach an seo
who-head-share = Cuibhreann
who-head-beside = Ri taobh an cuibhreann de dhaoine
who-said = { $label }: { $share } den fheadhainn a fhreagair ({ $low } gu { $high }), { $people } de na daoine a tha a’ fuireach an seo: { $verdict }
who-said-withheld = { $label }: air a chumail air ais; { $people } de na daoine a tha a’ fuireach an seo
who-outside = cha deach duine a chunntadh an seo
who-column-group = Buidheann
who-column-answers = Freagairtean
who-column-share = Cuibhreann de na freagairtean
who-column-people = Cuibhreann de dhaoine
who-column-times = Cho tric
who-column-interval = Eadaramh 95%
who-column-so = Mar sin
who-interval = { $low } gu { $high }
who-source = { $method ->
    [cell_key] { $people } duine a thuirt; àireamhan air an atharrachadh le suas gu 3.
    [suppression] { $people } duine a thuirt; àireamhan beaga air an cumail air ais.
   *[rounding] { $people } duine a thuirt; àireamhan air an cruinneachadh gu 5.
} Daoine: { $table }, { $base }, { $date }. Freagairtean suas gu { $upto }.
who-no-figure = Gun fhigear sluaigh: { $groups }.
who-source-few = Thuirt nas lugha na 50, agus mar sin chan eil cuibhreannan ann.

who-unsaid = Cò nach tuirt
who-unsaid-note = Faodaidh daoine ceist sam bith mun deidhinn fhèin fhàgail às.
who-unsaid-words = Dh’fhaodadh na dh’fhàg daoine às an dealbh atharrachadh. Tha na colbhan mu dheireadh a’ sealltainn dè cho fad: nam buineadh a h-uile duine nach tuirt don bhuidhinn.
who-unsaid-caption = Cia mheud nach tuirt
who-column-question = Ceist
who-column-unsaid = Cha tuirt
who-column-unsaid-share = Cuibhreann
who-column-missing = Buidheann a tha a dhìth
who-column-most = Aig a’ char as motha
who-column-still = A dhìth fhathast?
who-still-yes = Tha, ge b’ e cò iad
who-still-probably = A rèir coltais
who-still-none = chan eil buidheann a dhìth

who-evenly = Dè cho cothromach ’s a fhreagair an fheadhainn a fhuair cuireadh
who-evenly-note = Taisbeanair R: tha 1 a’ ciallachadh gun do fhreagair gach buidheann aig an aon ìre. Chan eilear ga ràdh ach far an d’ fhuair daoine cuireadh agus an do fhreagair co-dhiù an còigeamh cuid.
who-evenly-words = Fhuair { $invited } cuireadh. ’S e an t-ùrlar an àireamh as lugha a dh’fhaodas a bhith ann aig an ìre freagairt seo: mar as fhaisge oirre, ’s ann as neo-chothromaiche.
who-evenly-caption = Taisbeanairean R den fheadhainn a fhuair cuireadh
who-evenly-by = A rèir
who-evenly-r = R
who-evenly-floor = Ùrlar
who-evenly-rate = Ìre freagairt
who-evenly-least = Fhreagair nas lugha (an cuid)
who-evenly-part = { $name } ({ $part })
who-evenly-nobody = Chan eil buidheann a’ seasamh a-mach
who-evenly-partnership = Com-pàirteachas
who-evenly-source = Chan eil fios dè na buidhnean dham buin an fheadhainn a fhuair cuireadh. Tha an taisbeanair gan gabhail mar sgàthan air na tha a’ fuireach an seo, rud a tha fìor ma chaidh an taghadh air thuaiream. Tha e air obrachadh a-mach ceist mu seach, bho chunntasan cruinn.
who-evenly-source-officials = Air obrachadh a-mach bho chunntasan cruinn, agus cia mheud oifigear a fhuair cuireadh anns gach com-pàirteachas.
who-evenly-not-known = Cha ghabh e ràdh: cha do chlàr duine cia mheud neach a fhuair cuireadh.
who-evenly-too-few = Cha ghabh e ràdh fhathast: tha buidheann aig gach ceist le nas lugha na 50 freagairt, no tè nach eilear a’ sealltainn.
who-evenly-low-rate = Chan eilear ga ràdh: fhreagair nas lugha na an còigeamh cuid den fheadhainn a fhuair cuireadh. Bhiodh coltas math air ge b’ e dè thachair.

who-sure = Dè cho cinnteach ’s a tha seo
who-uneven = Cho neo-chothromach
who-uneven-one = { $number } a rèir { $title }
who-uneven-words = { $list }. Tha 0 a’ ciallachadh gun do fhreagair gach buidheann mar an ceudna.
who-chance = Tuiteamas
who-chance-words = Tha na loidhnichean a’ sealltainn na dh’fhaodadh tuiteamas a dhèanamh leis fhèin (eadaramhan Wilson 95%). Chan eil iad ag ràdh dad mu dhaoine a thagh gun a thighinn.
who-chance-large = Ghabh uimhir de na daoine a tha a’ fuireach an seo pàirt ’s nach dèan tuiteamas uimhir ’s a tha na loidhnichean a’ sealltainn.
who-privacy = Prìobhaideachd
who-privacy-words = { $method ->
    [cell_key] Tha àireamhan air an atharrachadh air thuaiream le suas gu 3,
    [suppression] Tha àireamhan fo 10 air an cumail air ais,
   *[rounding] Tha àireamhan air an cruinneachadh gu 5,
} tha cuibhreannan nan àireamhan slàna, agus thèid buidhnean de nas lugha na 10 a chumail air ais, le buidheann eile còmhla riutha, gus nach toir sùim air falbh iad. Thig àireamhan ùra a-mach nuair a bhios co-dhiù 10 daoine a bharrachd anns gach buidhinn air freagairt, agus nuair a bhios an suirbhidh dùinte.
who-ages = Aoisean
who-ages-words = Tha na h-àireamhan dhaoine seo a’ cunntadh gach aois, ged a tha an suirbhidh do dhaoine 16 agus nas sine: { $titles }.

who-sources = Cò às a tha na h-àireamhan dhaoine a’ tighinn
who-sources-caption = Airson gach ceist
who-column-table = Clàr
who-column-publisher = Air fhoillseachadh le
who-column-of = Bho
who-column-base = Cò tha e a’ cunntadh
who-column-licence = Ceadachas

who-not-compared = Na nach gabh coimeas
who-why-other-people = { $words }: chan eil an fheadhainn a fhreagras nan dealbh de na daoine a tha a’ fuireach an àite sam bith.
who-why-no-figures = { $words }: chan eil àireamhan ann air cia mheud duine a tha a’ fuireach an seo dha rèir.
who-why-other-groups = { $words }: chan ionann na buidhnean aige ri buidhnean nan àireamhan.
who-why-too-few = { $words }: thuirt ro bheag de dhaoine.
who-why-never-shown = { $words }: air fhaighneachd airson a’ chunntais a-mhàin, agus cha tèid a shealltainn uair sam bith.
who-not-compared-note = Airson seo chan urrainn dhuinn ach a ràdh cò fhreagair.
who-too-few = Fhreagair ro bheag de dhaoine airson coimeas sam bith
who-too-few-words = Nochdaidh àireamhan nuair a bhios co-dhiù 10 daoine air freagairt.
who-alone-how = { $question } Daoine a fhreagair
