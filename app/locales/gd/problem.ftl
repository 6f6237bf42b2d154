### Dè tha ceàrr, agus mar a chuireas tu ceart e. Dreachd: cha do sgrùd fileantach seo fhathast.

problem-required = Freagair a' cheist seo. Chan urrainn do dhuine leantainn air adhart às a h-aonais.
problem-too-long = { $over ->
    [one] Thoir air falbh aon charactar. Chan eil àite ann ach do { $most }.
   *[other] Thoir air falbh { $over } caractaran. Chan eil àite ann ach do { $most }.
}
problem-whole-number = Cuir a-steach àireamh shlàn, mar { $example }
problem-number-range = Cuir a-steach àireamh shlàn bho { $smallest } gu { $largest }
problem-exclusive = Thagh thu freagairt a tha leatha fhèin còmhla ri feadhainn eile. Tagh an dara cuid.
problem-too-many-choices = Thagh thu { $chosen }. Tagh { $most } aig a' char as motha.
problem-postcode = Cuir a-steach còd-puist, mar { $example }
problem-postcode-unknown = Chan aithne dhuinn an còd-puist seo. Thoir sùil eile air, no tagh an sgìre agad san liosta.
problem-page-not-asked = Chan eil an duilleag seo ga faighneachd tuilleadh, air sgàth freagairt roimhpe. Cha deach dad a chall.
problem-answers-too-large = Tha na freagairtean seo ro fhada airson an cumail. Dèan an tè as fhaide nas giorra agus cuir an duilleag a-rithist.
problem-come-back-code = Cuir a-steach an còd agad: dà litir 's figear dheug, mar K7QM-3RXD-91FA
problem-come-back-unknown = Chan eil freagairtean ann leis a' chòd seo san t-suirbhidh seo. Thoir sùil eile air: cha bhi na litrichean I, L, O agus U ann uair sam bith.
problem-receipt = Cuir a-steach an cuidhteas agad: dà litir 's figear dheug, mar K7QM-3RXD-91FA

problem-address = Cuir a-steach seòladh puist-d, mar ainm@example.org
problem-address-missing = Cuir a-steach seòladh puist-d
problem-address-long = Cuir a-steach seòladh puist-d de { $most } caractaran aig a' char as motha
problem-name-missing = Cuir a-steach ainm
problem-name-long = Cuir a-steach ainm de { $most } caractaran aig a' char as motha
problem-password-missing = Cuir a-steach facal-faire
problem-password-short = Dèan nas fhaide e: co-dhiù { $least } caractaran
problem-password-long = Dèan nas giorra e: { $most } caractaran aig a' char as motha
problem-password-common = Bidh mòran a' cleachdadh an fhacail-fhaire seo no rudeigin coltach ris, no tha d' ainm ann. Tagh fear eile.
problem-password-wrong = Chan e seo am facal-faire
problem-code-wrong = Tha an còd seo ceàrr. Thoir sùil air a' chòd as ùire agus cuir a-steach sia figearan.
problem-code-used = Chaidh an còd seo a chleachdadh mu thràth. Fuirich ris an ath fhear.
problem-credentials = Tha an seòladh no am facal-faire ceàrr
problem-too-often = Chaidh seo fheuchainn ro thric. Fuirich cairteal na h-uarach agus feuch a-rithist.
problem-busy = Tha tòrr dhaoine an seo an-dràsta. Fuirich mionaid agus feuch a-rithist.
problem-link = Chan obraich an ceangal seo tuilleadh. Iarr litir ùr.
problem-choose = Tagh fear

problem-zones-missing = Tagh nàbachd, no cuir a-steach còd sòn dàta
problem-zone-code = Chan e còd sòn dàta a th’ ann an { $zone }. Cuir a-steach fear mar S01010891.
problem-zone-elsewhere = Chan eil an sòn dàta { $zone } anns an sgìre comhairle seo. Thoir air falbh e no ceartaich e.
problem-zone-taken = Tha an sòn dàta { $zone } ann an { $locality } mar-thà. Thoir a-mach an seo e, no an sin an toiseach.
problem-zones-mixed = Buinidh na sònaichean dàta seo do dhiofar dheasachaidhean. Tagh sònaichean de dh’aon deasachadh.
problem-area-unknown = Chan eil nàbachd air a bheil { $area } an seo. Tagh bhon liosta.
