### Bliadhna com-pàirteachais: gach conaltradh, agus cò ghabh pàirt.

year-page = A’ bhliadhna { $year }
year-dates = { $name }, { $from } gu { $to }
year-nothing = Chan eil conaltradh sam bith air chlàr airson na bliadhna seo
year-nothing-words = Chan eil dad a chaidh fhaighneachd de dhaoine air chlàr airson na bliadhna seo.
year-missing = { $group }: ghabh iad pàirt nas lugha na an cuid ann an { $fewer } à { $of } conaltraidhean
year-even = { $group }: cha do ghabh iad pàirt nas lugha na an cuid ann an gin de { $of } conaltraidhean
year-unclear = Chan urrainnear a ràdh cò ghabh pàirt: cha tuirt gu leòr dhaoine cò iad
year-lead = Seo a’ bhliadhna gu lèir air aon duilleag: cò dh’fhaighnich sinn, agus cò thàinig. Clò-bhuail i airson coinneimh, no
year-download = luchdaich a-nuas na figearan (CSV)
year-stat-times = { $n ->
    [one] turas a ghabh cuideigin pàirt
   *[other] turas a ghabh cuideigin pàirt
}
year-stat-engagements = { $n ->
    [one] chonaltradh
   *[other] conaltraidhean
}
year-stat-compared = { $n ->
    [one] dhiubh ag ràdh cò thàinig
   *[other] dhiubh ag ràdh cò thàinig
}
year-stat-bodies = { $n ->
    [one] fhreagairt bho bhuidheann, air a chunntadh fa leth
   *[other] freagairtean bho bhuidhnean, air an cunntadh fa leth
}
year-who = Cò thàinig
year-who-note = Far an deach faighneachd mu bhuidheann agus an tàinig 10 no barrachd.
year-how = Dè cho tric ’s a thàinig daoine den bhuidheann seo, an coimeas ri cho tric ’s a tha iad a’ fuireach an seo, leis an raon a leigeas tuiteamas. San stiall ghlas: mu uiread ri an cuid. A rèir cinn-latha.
year-row-said = { $label }: { $ratio } uiread ri an cuid ({ $low } gu { $high }): { $verdict }
year-row-withheld = { $label }: air a chumail air ais
year-not-asked = cha deach fhaighneachd
year-column-engagement = Conaltradh
year-column-when = Cuin
year-column-how = Ciamar
year-column-year = Bliadhna
year-column-engagements = Conaltraidhean
year-column-people = Daoine
year-all = Gach conaltradh, agus cò thàinig thuige
year-all-note = ’S e × cuid nan daoine a thàinig air a roinn leis a’ chuid dhiubhsan a tha a’ fuireach an seo: fo 1, thàinig nas lugha. Tha na breithean a rèir an raoin, chan ann a rèir a’ phuing. Tha neach a ghabh pàirt dà thuras air a chunntadh dà thuras.
year-span = { $from } gu { $to }
year-source = Tha na h-àireamhan air an cruinneachadh; tha buidhnean le nas lugha na 10 air an cumail air ais. Daoine: { $source }
year-trend = Bliadhna an dèidh bliadhna
year-trend-note = Na h-aon bhuidhnean, conaltraidhean na bliadhna uile còmhla.
year-trend-first = ’S i seo a’ chiad bhliadhna a chaidh fhoillseachadh. Bhon ath thè a-mach bidh na bliadhnaichean taobh ri taobh an seo.
year-trend-finding = { $way ->
    [closer] { $group }: nas fhaisge air an cuid na ann an { $year }
    [further] { $group }: nas fhaide bho an cuid na ann an { $year }
   *[same] { $group }: gun atharrachadh soilleir bho { $year }
}
year-trend-how = Dè cho tric ’s a thàinig daoine den bhuidheann seo, an coimeas ri cho tric ’s a tha iad a’ fuireach an seo, leis an raon a leigeas tuiteamas.
year-trend-source = Tha neach a ghabh pàirt dà thuras air a chunntadh dà thuras, agus mar sin tha na raointean beagan ro ghoirid.
year-bodies = Na buidhnean a thàinig
year-bodies-note = Buidhnean a thàinig fo an ainm fhèin.
year-bodies-finding = { $again ->
    [0] Cha tàinig buidheann sam bith gu barrachd air aon chonaltradh
    [1] Thàinig 1 à { $of } buidhnean gu barrachd air aon chonaltradh
   *[other] Thàinig { $again } à { $of } buidhnean gu barrachd air aon chonaltradh
}
year-bodies-few = Tha nas lugha na 5 buidhnean, no dìreach aon chonaltradh, air an ainmeachadh. Tha sin ro bheag airson a ràdh dè cho cothromach ’s a thàinig buidhnean.
year-bodies-how = Tha na buidhnean ann an sreath bhon fheadhainn a thàinig as ainneamh chun na feadhna a thàinig as trice. Mar as fhaide a chrochas an lùb fon loidhne dhìrich, ’s ann as trice a thàinig na h-aon bhuidhnean.
year-bodies-key = Buidhnean na bliadhna seo
year-bodies-alike = Gach buidheann a cheart cho tric
year-bodies-axis-groups = Buidhnean, bho as ainneamh gu as trice
year-bodies-axis-times = An cuid de na h-amannan uile
year-bodies-said = { $finding }. B’ e { $top } de na h-amannan uile cuid an deicheimh a thàinig as trice.
year-bodies-source = Air ainmeachadh leis a’ chom-pàirteachas airson { $engagements }. Co-èifeachd Gini { $gini } (0: uile a cheart cho tric). Cho dlùth ri { $voices } buidhnean a thàinig a cheart cho tric.
year-bodies-engagements = { $n ->
    [one] 1 chonaltradh
    [two] 2 chonaltradh
    [few] { $n } conaltraidhean
   *[other] { $n } conaltradh
}
year-bodies-column-body = Buidheann
year-bodies-column-times = Conaltraidhean
year-bodies-all = Gach buidheann, agus dè cho tric ’s a thàinig i
year-sure = Dè cho cinnteach ’s a tha seo
year-sure-twice = Chan eil duine air a chunntadh mar neach
year-sure-twice-words = Chan eil fhios againn cò ghabh pàirt barrachd air aon turas, agus mar sin tha seo a’ cunntadh cho tric ’s a ghabh daoine pàirt, chan e cia mheud duine.
year-sure-unsaid = Cò nach tuirt
year-sure-unsaid-words = { $least ->
    [same] De na ghabh pàirt, thuirt { $most } cò iad.
   *[other] De na ghabh pàirt, thuirt eadar { $least } agus { $most } cò iad, a rèir na chaidh fhaighneachd.
}
year-sure-unsaid-unknown = Cha deach faighneachd de dhuine sam bith cò iad.
year-sure-privacy = Prìobhaideachd
year-sure-privacy-words = Tha na h-àireamhan air an cruinneachadh air thuaiream gu 5. Tha buidhnean le nas lugha na 10 air an cumail air ais. Chan e daoine fa leth a th’ ann am buidhnean a fhreagair còmhla, agus tha iad air an cunntadh fa leth.
year-sure-chance = Tuiteamas
year-sure-chance-words = Chan eil na raointean ach mu thuiteamas. Chan eil iad ag ràdh dad mu dheidhinn cò roghnaich gun a thighinn.
year-sure-checked = Air a sgrùdadh
year-sure-checked-words = Le dithis bhon chom-pàirteachas, air { $date }.
year-sure-corrected = Na chaidh a cheartachadh bhon uair sin
year-sure-corrected-nothing = Chan eil dad.
year-sure-corrected-line = { $date }: { $note }
year-sure-sources = Cò tha a’ fuireach an seo
year-years = Bliadhnaichean
year-years-head = Bliadhna às dèidh bliadhna
year-years-lead = Gach bliadhna air aon duilleag: dè chaidh fhaighneachd de dhaoine, agus cò thàinig.
year-years-nothing = Cha deach bliadhna fhoillseachadh fhathast
year-years-nothing-words = Foillsichidh an com-pàirteachas duilleag airson gach bliadhna bhon Ghiblean chun a’ Mhàirt, nuair a bhios i seachad.
year-years-link = { $year }: cò dh’fhaighnich sinn, agus cò thàinig
year-results-link = Gach bliadhna air aon duilleag: cò dh’fhaighnich sinn, agus cò thàinig
year-published = air fhoillseachadh air { $date }
engagement-method-survey_open = Suirbhidh, fosgailte do na h-uile
engagement-method-survey_invited = Suirbhidh, le cuireadh
engagement-method-workshop = Bùithtean-obrach
engagement-method-event = Coinneamh no tachartas
engagement-method-assembly = Seanadh, le crannchur
engagement-method-ideas = Beachdan agus smuaintean
engagement-method-vote = Bhòt
engagement-method-interview = Agallamhan
engagement-method-other = Dòigh eile

scotland-dates = Bliadhna bho { $from } gu { $to }
scotland-head = Dh’fhoillsich { $published } à { $all } com-pàirteachasan cò ghabh pàirt sa bhliadhna
scotland-nothing = Cha do dh’fhoillsich com-pàirteachas sam bith a’ bhliadhna seo fhathast
scotland-lead = Tha an duilleag seo a’ sealltainn na dh’fhoillsich gach com-pàirteachas. Chan eil i a’ toirt comharran no òrdugh: tha com-pàirteachasan eadar-dhealaichte ann am meud agus anns na dh’fhaighnich iad.
scotland-fewer = Ann an { $fewer } à { $of } com-pàirteachasan ghabh daoine anns a’ chòigeamh as bochda pàirt nas lugha na an cuid
scotland-fewer-none = Cha do ghabh daoine anns a’ chòigeamh as bochda pàirt gu soilleir nas lugha na an cuid ann an gin de { $of } com-pàirteachasan
scotland-fewer-unknown = Chan urrainnear a ràdh fhathast cò ghabh pàirt anns a’ mhòr-chuid de dh’àiteachan
scotland-map = Càit a bheil a’ bhliadhna air a foillseachadh
scotland-map-note = Aon cheàrnag airson gach com-pàirteachais, mu far a bheil e.
scotland-map-how = Àireamh nan conaltraidhean a dh’fhoillsich gach com-pàirteachas airson na bliadhna. Tha na còdan airson nan ainmean anns a’ chlàr.
scotland-map-source = Bho dhuilleagan nan com-pàirteachasan. Tha ceàrnag fhalamh aig com-pàirteachas nach do dh’fhoillsich dad.
scotland-every = Gach com-pàirteachas
scotland-every-note = A rèir ainm. Fosgail fear gus na dh’fhoillsich e a leughadh.
scotland-column-partnership = Com-pàirteachas
scotland-column-code = Còd
scotland-column-engagements = Conaltraidhean
scotland-column-times = Turais a ghabh cuideigin pàirt
scotland-column-deprived = An còigeamh as bochda
scotland-not-yet = chan ann fhathast
scotland-other-years = Bliadhnaichean eile
scotland-together = Na rinn iad còmhla
scotland-together-note = Suimean thairis air na com-pàirteachasan a dh’fhoillsich a’ bhliadhna.
scotland-table = Na dh’fhoillsich gach com-pàirteachas
