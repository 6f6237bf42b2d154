### Dà thonn de shuirbhidh, taobh ri taobh.

waves-page = Dè dh’atharraich
waves-link = Dè dh’atharraich bhon tonn roimhe
waves-headline = { $changed ->
    [0] Gun chomharra air atharrachadh bho { $before }, ann an { $all } rudan a chaidh fhaighneachd an dà thuras
   *[other] Dh’atharraich { $changed } à { $all } rudan a chaidh fhaighneachd an dà thuras bho { $before }
}
waves-headline-nothing = Chan urrainnear dad a choimeas ri { $before }
waves-lead = Fhreagair mu { $after } a-nis, mu { $earlier } an uair sin. Chan abrar atharrachadh ach far nach biodh e coltach le tuiteamas a-mhàin.
waves-other = Coimeas ri
waves-unnamed = Freagairtean
waves-up = chaidh e suas
waves-down = chaidh e sìos
waves-same = gun chomharra air atharrachadh
waves-few = ro bheag airson a ràdh
waves-line = { $label }: { $answers }
waves-or = { $first } no { $last }
waves-value = { $after }, bha { $before }
waves-finding = { $label }: { $after }, bha { $before }. { $way ->
    [up] Chaidh e suas
   *[down] Chaidh e sìos
}.
waves-finding-none = { $label }: gun chomharra air atharrachadh
waves-finding-scale = { $label }: ghluais na freagairtean { $way ->
    [up] suas
   *[down] sìos
} air an sgèile
waves-same-in = Gun chomharra air atharrachadh: { $questions }
waves-how-of = An cuid a fhreagair “{ $answers }” a-nis, leis an raon a leigeas tuiteamas (puing), agus an uair sin (loidhne dhìreach).
waves-said = { $label }: { $after } a-nis ({ $low } gu { $high }), { $before } an uair sin: { $so }
waves-how = Cuid den fheadhainn a fhreagair a-nis, leis an raon a leigeas tuiteamas (puing), agus an uair sin (loidhne dhìreach).
waves-column-question = Ceist agus freagairtean
waves-column-before = An uair sin
waves-column-after = A-nis
waves-column-difference = Diofar, ann am puingean
waves-column-interval = Raon 95%
waves-column-p = p, air a cheartachadh
waves-column-so = Mar sin
waves-column-bounds = Nan robh gach neach nach do fhreagair air an cunntadh
waves-column-mean = Cuibheas
waves-column-higher = Nas àirde a-nis, à 100 paidhir
waves-points = Sgèilean slàna, bhon as lugha chun as motha
waves-points-note = Freagairtean a rèir òrduigh: dè cho tric ’s a tha cuideigin a-nis nas àirde na cuideigin an uair sin. Tha na cuibheasan rin taobh, airson leughadh a-mhàin.
waves-no-share = nas lugha na 50: gun chuid
waves-source = Tha na h-àireamhan air an cruinneachadh. Diofaran: raon Newcombe; luachan p gach earrainn air an ceartachadh còmhla (Holm).
waves-left-out = Na rudan nach eil air an coimeas
waves-left-out-note = Brisidh faclan ùra an t-sreath.
waves-why-new = cha deach fhaighneachd an uair sin
waves-why-reworded = chaidh fhaighneachd ann am faclan eile an uair sin
waves-why-answers = bha freagairtean eile rin taghadh an uair sin
waves-why-released = fhreagair ro bheag dhaoine ann an aon de na tonnan
waves-sure = Dè cho cinnteach ’s a tha seo
waves-sure-chance = Tuiteamas
waves-sure-chance-words = Chan e na h-aon daoine a fhreagair. Dh’fhaodadh gun do fhreagair cuid an dà thuras; fàgaidh sin na raointean nas fharsainge na dh’fheumar, gun a bhith ro chumhang.
waves-sure-all = An fheadhainn san dreuchd
waves-sure-all-words = Fhreagair { $after } à { $now } a b’ urrainn a-nis, { $earlier } à { $then } an uair sin. Mar thuairisgeul air an fheadhainn san dreuchd bhiodh na raointean nas cumhainge: faic am faidhle.
waves-sure-silent = Cò nach do fhreagair
waves-sure-silent-words = Tha an colbh mu dheireadh ag ràdh càit a bheil gach cuid a-nis mura robh gin, agus nan robh a h-uile duine, de na nach do fhreagair air an fhreagairt seo a thoirt.
waves-sure-open = Cò roghnaich freagairt
waves-sure-open-words = Bha an dà thonn fosgailte do na h-uile. Dh’fhaodadh gun tàinig daoine eile an dàrna turas: seall cò fhreagair gach tonn mus can thu gun do dh’atharraich beachdan.
waves-download = Luchdaich a-nuas na figearan (CSV)
waves-results = Na fhreagair daoine
