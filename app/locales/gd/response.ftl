### A' freagairt suirbhidh. Dreachd: cha do sgrùd fileantach seo fhathast.

start = Tòisich
go-on = Lean air adhart bhon àite sa bheil mi
not-me = Chan e seo mise: dìochuimhnich na freagairtean air an uidheam seo
closed = Dùinte
closed-at = Dhùin e { $moment }
closes-at = A' dùnadh { $moment }
not-open-yet = Chan eil e fosgailte fhathast
opens-at = Faodaidh tu freagairt bho { $moment }.
opens-later = Cha tuirt an com-pàirteachas fhathast cuin as urrainn dhut freagairt.
closed-head = Tha an suirbhidh seo dùinte
closed-words = Chan fhaodar freagairtean a chur tuilleadh. Tha na chuir daoine air a chunntadh; tha na chaidh a thòiseachadh ach nach deach a chur air a sguabadh às.
see-results = Faic na toraidhean
results-by = Bidh toraidhean air an làrach seo ro { $date }.
decisions-by = Ro { $date } innsidh sinn dè nì sinn, agus dè nach dèan.
results-later = Bidh toraidhean air an làrach seo.
invited-only-head = Feumaidh tu an ceangal pearsanta agad
invited-only-words = Tha an suirbhidh seo do dhaoine a fhuair cuireadh. Fosgail an ceangal san litir a chuir sinn thugad.
before-you-start = Mus tòisich thu
how-long = Dè cho fada
about-minutes = { $n ->
    [one] Mu aon mhionaid.
   *[other] Mu { $n } mionaidean.
}
who-can-answer = Cò as urrainn freagairt
what-we-ask = Na bhios sinn a' faighneachd
who-sees-it = Cò chì e
what-happens = Dè thachras
until-when = Cuin
how-long-kept = Dè cho fada 's a chumas sinn e
kept-months = { $n ->
    [one] Thèid freagairtean a sguabadh às mìos an dèidh don t-suirbhidh dùnadh.
   *[other] Thèid freagairtean a sguabadh às { $n } mìosan an dèidh don t-suirbhidh dùnadh.
}
languages = Cànain
anonymous-head = Tha do fhreagairtean gun urra
anonymous-words = Chan eil dad a tha sinn a' stòradh ag innse cò thu: chan eil ainm, seòladh an uidheim agad, latha no uair ann. Ma fhuair thu cuireadh, chan eil dad a tha air a stòradh ga cheangal ri do fhreagairtean.
anonymous-how = Mar a tha seo ag obair, agus mar as urrainn do dhuine sam bith dearbhadh
in-another-form = Ann an cruth eile
by-phone = Air a' fòn: { $phone }. Lìonaidh sinn am foirm còmhla riut.
by-mail = Clò mòr, furasta leughadh no pàipear: sgrìobh gu { $mail }
started-already = An do thòisich thu mu thràth?
come-back-code = An còd agad gus tilleadh
come-back-code-hint = Dà litir 's figear dheug, mar K7QM-3RXD-91FA

question-now = Ceist { $n }
question-of = { $n ->
    [one] de mu aon
   *[other] de mu { $n }
}
question-note = Mus lean thu air adhart
how-far = Dè cho fada 's a tha thu air tighinn
why-we-ask = Carson a tha sinn a' faighneachd
prefer-not = B' fheàrr leam gun a ràdh
save-for-later = Sàbhail e agus till a-rithist
clear-answer = Falamhaich mo fhreagairtean air an duilleig seo
something-stopped-me = Chuir rudeigin stad orm air an duilleig seo
or-choose-area = no tagh an sgìre agad
postcode = An còd-puist agad
postcode-hint = Mar PA15 1LY. Nì sinn sgìre mu 760 neach dheth agus an uair sin dìochuimhnichidh sinn an còd-puist.
place-known = Tha fios againn air an sgìre agad bhon chòd-puist. Fàg seo falamh gus a chumail.
place-zone = San sgìre { $name }
place-none = Chan eil liosta de sgìrean ann fhathast. Fàg a’ cheist seo agus lean ort.
place-zone-unnamed = Ann an sgìre mu 760 neach a lorg sinn leis a' chòd-puist agad
out-of = { $point } a-mach à { $most }

last-step = An ceum mu dheireadh
nothing-sent-yet = Cha deach dad a chur fhathast
check-head = Thoir sùil air do fhreagairtean mus cuir thu iad
left-out = { $n ->
    [one] Dh'fhàg thu aon cheist às. Tha sin ceart gu leòr.
   *[other] Dh'fhàg thu { $n } ceistean às. Tha sin ceart gu leòr.
}
send-answers = Cuir mo fhreagairtean
cannot-take-out = An dèidh dhut an cur, chan urrainn dhuinn do fhreagairtean a thoirt a-mach a-rithist, oir chan eil dad ag innse dhuinn cò leatsa.

sent = Air a chur
counted-once = Aon seata fhreagairtean, air a chunntadh aon turas
answers-are-in = Tha do fhreagairtean a-staigh
one-of-about = Tha thu am measg mu { $n } duine gu ruige seo. Tha iad uile a' cunntadh sna thachras a-nis.
one-of-first = Tha thu am measg na ciad fheadhna. Tha a h-uile freagairt a' cunntadh sna thachras a-nis.
your-receipt = An cuidhteas agad
receipt-words = Leis faodaidh tu dearbhadh, an dèidh don t-suirbhidh dùnadh, gu bheil do fhreagairtean sa chunntas. Chan eil e a' sealltainn do dhuine sam bith dè fhreagair thu. Chan urrainn dhuinn a chur thugad a-rithist, mar sin sgrìobh sìos e no clò-bhuail an duilleag seo.
what-next = Dè thachras a-nis
you-answered = Fhreagair thu
you-answered-words = Tha do fhreagairtean air an stòradh gun latha no uair
survey-closes = Dùinidh an suirbhidh
results-on-site = Toraidhean air an làrach seo
what-we-do = Na nì sinn, agus na nach dèan
by-date = Ro { $date }
claim-head = Gus faighinn a-mach an dèidh làimh dè thàinig às
claim-words = Is ann leatsa a-mhàin a tha na còig faclan seo. An dèidh dhuinn innse dè nì sinn, faodaidh tu an taipeadh air an làrach seo agus faicinn dè thàinig às na sgrìobh thu, gun innse cò thu.
claim-keep = Glèidh iad còmhla ris a' chuidhteas. Chan eil sinn a' cumail ach lorg-meòir dhiubh, mar sin chan urrainn dhuinn an innse dhut a-rithist.
shared-device = Nach e an t-uidheam agad fhèin a th' ann?
shared-device-words = Gus an dùin an suirbhidh, faodaidh am brabhsair seo an duilleag seo a shealltainn a-rithist. Ma bhios daoine eile ga chleachdadh, leig leis dìochuimhneachadh.
shared-device-later = Dh'fhaodadh daoine eile a chleachdas am brabhsair seo do fhreagairtean fhaicinn. Leig leis dìochuimhneachadh; bheir an còd no an ceangal pearsanta agad air ais iad.
forget-here = Dìochuimhnich mo fhreagairtean air an uidheam seo

kept-head = Tha do fhreagairtean air an gleidheadh
kept-words = Faodaidh tu leantainn air adhart an seo, no air fòn no coimpiutair eile.
your-code = An còd agad gus tilleadh
your-code-words = Sgrìobh sìos e no tog dealbh. Taip e air a' chiad duilleig den t-suirbhidh seo. Chì neach sam bith aig a bheil e do fhreagairtean.
kept-invited-head = Bheir an ceangal pearsanta agad air ais thu
kept-invited-words = Fosgail an ceangal san litir againn a-rithist, air fòn no coimpiutair sam bith. Chì neach sam bith aig a bheil an ceangal do fhreagairtean gus an cuir thu iad.
kept-until = Thèid freagairtean nach deach a chur ro { $moment } a sguabadh às.
go-on-now = Lean air adhart an-dràsta

anonymous-how-head = Mar a dh'fhanas do fhreagairtean gun urra
stored-head = Na tha sinn a' stòradh
stored-answers = Na fhreagair thu, dè an cànan, agus dè an dreach de na ceistean a chunnaic thu.
stored-week = An t-seachdain san do chuir thu e, gus am faic sinn a bheil daoine fhathast a' freagairt. Chan e an latha, chan e an uair.
stored-codes = Lorg-meòir den chuidhteas agad agus de na còig faclan agad. Cha ghabh an lorg a thionndadh air ais.
not-stored-head = Na nach eil sinn a' stòradh
not-stored-name = D' ainm, do sheòladh no dad eile a dh'innseas cò thu, mura sgrìobh thu fhèin ann am freagairt e.
not-stored-time = An latha agus an uair, no an t-òrdugh san do fhreagair daoine.
not-stored-device = Seòladh an uidheim agad, no dè an seòrsa uidheim a th' ann.
invited-head = Ma fhuair thu cuireadh
invited-words = Tha do sheòladh ann an aon stòr-dàta, tha freagairtean ann am fear eile, agus chan eil dad a tha air a stòradh ann an gin dhiubh gan ceangal. Gus am bi aon chuireadh a' toirt aon seata fhreagairtean, agus nach tèid cuimhneachan ach chun na feadhna nach do fhreagair, nì am frithealaiche ainm dìomhair do do fhreagairtean leis a' cheangal agad agus iuchair. Tha an t-ainm air obrachadh a-mach nuair a dh'fheumar e agus air a chumail leis na freagairtean a-mhàin.
invited-key = Chan eil an iuchair ann an gin de na stòran-dàta no ann an lethbhreac sam bith dhiubh. Nuair a dhùineas an suirbhidh, thèid seòlaidhean agus iuchair a sgrios agus na h-ainmean dìomhair a thoirt air falbh. Bhon uair sin chan urrainn do dhuine sam bith an ceangal, fiù 's leis a h-uile rud a tha air fhàgail.
shown-head = Na thèid a shealltainn
shown-words = { $method ->
    [cell_key] Tha toraidhean air an cur còmhla. Cha tèid dad a shealltainn airson nas lugha na 10 daoine, agus tha àireamhan air an atharrachadh beagan air thuaiream.
    [suppression] Tha toraidhean air an cur còmhla agus air an sealltainn nuair a dhùineas an suirbhidh. Cha tèid dad a shealltainn airson nas lugha na 10 daoine.
   *[rounding] Tha toraidhean air an cur còmhla. Cha tèid dad a shealltainn airson nas lugha na 10 daoine, agus tha àireamhan air an cuairteachadh gu 5.
}
honest-head = Na bu chòir fios a bhith agad air
honest-words = Fhad 's a tha an suirbhidh fosgailte, dh'fhaodadh cuideigin aig an robh am frithealaiche, an iuchair aige agus an litir agadsa còmhla do fhreagairtean a lorg. Chan eil còir aig duine na trì a bhith aca, agus tha gach cleachdadh den fhrithealaiche air a chlàradh. Dh'fhaodadh na sgrìobhas tu nad fhaclan fhèin innse cò thu: leughaidh luchd-obrach e agus bheir iad ainmean às.
notice-head = Fios prìobhaideachd
controller = Cò tha an urra ris an dàta
legal-basis = Carson a tha an lagh ga cheadachadh
contact = Cò dh'fhaighnicheas tu dheth
rights-head = Do chòraichean
rights-words = Mus cuir thu e, faodaidh tu rud sam bith atharrachadh no fhàgail às. An dèidh sin chan urrainn dhuinn do fhreagairtean a lorg, mar sin chan urrainn dhuinn an sealltainn, an atharrachadh no an sguabadh às. Mu do sheòladh, ma fhuair thu cuireadh, faodaidh tu iarraidh fhaicinn, a chur ceart no a sguabadh às. Faodaidh tu gearan a dhèanamh ri Coimiseanair an Fhiosrachaidh.

check-receipt = Dearbh an cuidhteas agad
receipt-about = An dèidh do shuirbhidh dùnadh, faodaidh tu faicinn a bheil do fhreagairtean sa chunntas. Chan fhaic duine sam bith dè th' annta.
receipt-label = An cuidhteas agad
receipt-hint = Dà litir 's figear dheug, mar K7QM-3RXD-91FA
check-receipt-button = Lorg e
receipt-yes = Tha do fhreagairtean sa chunntas
receipt-yes-words = Chaidh an cunntadh aon turas.
receipt-no = Chan eil freagairtean ann leis a' chuidhteas seo
receipt-no-words = Thoir sùil eile air: cha bhi na litrichean I, L, O agus U ann uair sam bith. Ma tha thu cinnteach às, innis don chom-pàirteachas.
receipt-not-yet = Cha deach an suirbhidh a chunntadh fhathast
receipt-not-yet-words = Till an dèidh dha dùnadh.

stop-head = Gun tuilleadh litrichean mun t-suirbhidh seo
stop-words = Cha sgrìobh sinn thugad mu dheidhinn a-rithist. Faodaidh tu fhathast freagairt leis a' cheangal agad.
stop-button = Na sgrìobhaibh thugam a-rithist
stopped-head = Cha sgrìobh sinn thugad a-rithist
stopped-words = Tha seo fìor airson an t-suirbhidh seo. Thèid do sheòladh a sguabadh às nuair a dhùineas e.
