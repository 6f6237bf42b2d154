### Faclan an fhrèama. Dreachd: cha do sgrùd fileantach seo fhathast.

skip = Leum chun a' phrìomh shusbaint
demonstration = Taisbeanadh
demonstration-words = Chan eil na freagairtean an seo ach ag aithris, chan eil iad fìor.
language = Cànan
translation-draft = ’S e dreachd a tha san eadar-theangachadh seo.
translation-draft-words = Cha do leugh neach-labhairt na Gàidhlig fhathast e. Faodaidh tu freagairt an seo: bidh do fhreagairt a’ cunntadh dìreach mar an fheadhainn eile.
main-navigation = Prìomh chlàr
take-part = Gabh pàirt
results = Toraidhean
partnerships = Com-pàirteachasan
help = Cuideachadh
who-runs-this = Cò tha ga ruith
about-installation = Is e Folkmoot far am bi Com-pàirteachasan Dealbhadh Coimhearsnachd na h-Alba a' faighneachd do dhaoine dè tha cudromach, agus a' sealltainn dè thàinig às.
help-with-page = Cuideachadh leis an duilleig seo
help-phone = Fòn: { $phone }
help-bsl = Ann an Cànan Soidhnidh Bhreatainn
help-none = Faighnich dhen chom-pàirteachas a chuir an seo thu.
about-this-site = Mun làrach seo
accessibility = Aithris so-ruigsinneachd
privacy = Prìobhaideachd
cookies = Briosgaidean: dìreach an fheadhainn a dh'fheumar
staff-sign-in = Clàradh a-steach an luchd-obrach
first-page = Rach chun a' chiad duilleig
continue = Lean air adhart
back = Air ais
change = Atharraich
answer = Freagair
not-answered = Cha deach a fhreagairt
there-is-a-problem = Tha duilgheadas ann
error-prefix = Mearachd:{" "}
or = no
show-numbers = Seall na h-àireamhan
days-left = { $n ->
    [0] an latha mu dheireadh
    [one] { $n } latha air fhàgail
    [two] { $n } latha air fhàgail
    [few] { $n } làithean air fhàgail
   *[other] { $n } latha air fhàgail
}

refused-head = Chan eil seo comasach
refused = Chan urrainn dhut seo a dhèanamh, no chan ann an-dràsta.
refused-sign-in = Clàraich a-steach an toiseach. Cha deach dad atharrachadh.
refused-role = Chan fhaod an cunntas agad seo a dhèanamh. Ma tha thu den bheachd gum bu chòir dha, faighnich dhen rianaire agad.
refused-too-often = Dh'fheuchadh ri seo ro thric. Fuirich cairteal na h-uarach agus feuch a-rithist. Cha deach dad a chall.
refused-busy = Tha gu leòr dhaoine an seo an-dràsta. Fuirich mionaid agus feuch a-rithist. Cha deach dad a chall.
refused-too-large = Tha na chuir thu ro mhòr. Dèan nas giorra e, no cuir faidhle nas lugha. Tha na chuir thu roimhe air a ghleidheadh.
refused-form = Chuir am brabhsair agad rudeigin nach b' urrainn dhuinn a leughadh. Rach air ais agus cuir a-rithist e.
refused-cross-site = Thàinig seo bho làrach eile, mar sin cha do rinn sinn e. Fosgail an làrach seo fhèin agus feuch a-rithist.
refused-method = Dh’iarr am brabhsair agad seo ann an dòigh nach eil an seòladh seo a’ freagairt. Till agus feuch a-rithist.
refused-time = Thug seo ro fhada agus chaidh stad a chur air. Rach air ais agus feuch a-rithist. Cha chunntar dad dà thuras.
refused-credentials = Tha an seòladh no am facal-faire ceàrr.
refused-link = Chan eil an ceangal seo ag obair, no chan eil tuilleadh.
refused-enrolled = Tha an dàrna ceum air a chur air dòigh mu thràth.
refused-self = Chan urrainn dhut do dhreuchd fhèin atharrachadh. Faighnich do cho-obraiche.
refused-last-officer = Is e seo an t-oifigear mu dheireadh sa chom-pàirteachas. Dèan oifigear de chuideigin eile an toiseach.
refused-staff = Bidh rianaire a' dùnadh chunntasan luchd-obrach, oir feumaidh na rinn iad fuireach air a' chlàr.
refused-administrator-exists = Tha rianaire ann mu thràth. Iarr orra cuireadh a thoirt dhut.
refused-closed = Tha an suirbhidh seo dùinte. Chan urrainnear freagairtean a chur tuilleadh.
refused-not-open = Chan eil an suirbhidh seo fosgailte fhathast.
refused-published = Chaidh seo fhoillseachadh, mar sin chan urrainnear a dhubhadh às. Faodaidh tu a dhùnadh.
refused-same = Cha do dh'atharraich dad bhon tionndadh mu dheireadh.
refused-second-person = Feumaidh dàrna neach seo a dhèanamh: dh'iarr thu fhèin e.
refused-too-few = Fhreagair ro bheag de dhaoine airson dad a shealltainn.
refused-not-demonstration = Tha fìor obair san stòr-dàta seo, mar sin cha ghabh taisbeanadh a chur ann. Tagh pasgan dàta falamh.
refused-nobody-to-remind = Chan eil duine ri chuimhneachadh: fhreagair a h-uile duine, no cha d' fhuair duine cuireadh fhathast.
refused-invited-only = Tha an suirbhidh seo a-mhàin do dhaoine a fhuair cuireadh. Fosgail an ceangal sa chuireadh agad.
refused-nothing-to-undo = Chan eil dad ri chur air ais.
missing-head = Chan eil duilleag mar sin ann
missing-words = Dh'fhaodadh gu bheil an seòladh air a sgrìobhadh ceàrr, no nach eil an duilleag ann tuilleadh.
missing-do = Ma lean thu ceangal ann an litir, dèan lethbhreac den t-seòladh gu lèir, no cuir fòn chun na h-àireimh san litir.
conflict-head = Dh'atharraich cuideigin eile seo
conflict-words = Fhad 's a bha an duilleag fosgailte agad, shàbhail cuideigin eile atharrachadh. Cha deach am fear agadsa a shàbhaladh, gus nach caillear dad le tuiteamas.
conflict-do = Seall mar a tha e a-nis
invalid-head = Tha rudeigin ceàrr
invalid-words = Rach air ais, cuir ceart e agus cuir a-rithist e. Cha deach dad atharrachadh.
broken-head = Chaidh rudeigin ceàrr air an taobh againne
broken-words = Tha na chuir thu roimhe sàbhailte. Dh'fhaodadh nach deach na sgrìobh thu air an duilleig mu dheireadh a shàbhaladh.
broken-do = Na as urrainn dhut a dhèanamh
broken-again = Rach air ais agus brùth am putan a-rithist. Cha chunntar dad dà thuras.
broken-phone = Cuir fòn gu { $phone } agus innis dhuinn an iomradh seo:
broken-tell = Innis dhuinn an iomradh seo:
broken-reference = Chan eil e ag innse dad mu do dheidhinn.
