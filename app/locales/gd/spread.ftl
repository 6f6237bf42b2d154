### Mar a tha com-pàirteachadh air a sgapadh. Dreachd: cha do sgrùd fileantach seo fhathast.

who-parts = Pàirtean na duilleige seo
who-part-groups = Buidheann air bhuidheann
who-part-deprivation = Bochdainn
who-part-places = Àiteachan
who-part-together = Còmhla
who-part-next = Na nithear a-nis

who-column-residents = Daoine a tha a’ fuireach an seo
who-column-rate = Às gach 1,000 duine
who-column-line = Air an loidhne
who-rate-said = { $label }: { $rate } às gach 1,000 ({ $low } gu { $high })
who-rate-key = ìre, agus an raon a dh’fhaodas tachairt le tuiteamas

who-slope-nothing = Chan eilear a’ coimeas bochdainn an seo
who-slope-nothing-words = Thèid a coimeas nuair a chanas daoine càit a bheil iad a’ fuireach agus nuair a tha figearan na sgìre againn.
who-slope-unsaid = Chan urrainnear dad a ràdh mu bhochdainn gu h-iomlan fhathast
who-slope-nobody = Chan eil duine a’ fuireach an seo ann an aon de na còigeamhan, agus mar sin chan eil loidhne ann tro na còig.
who-slope-withheld = Tha àireamh aon de na còigeamhan air a cumail air ais, agus mar sin chan eil loidhne ann tro na còig. Nochdaidh i nuair a bhios co-dhiù 10 daoine às gach còigeamh air innse càit a bheil iad a’ fuireach.
who-slope-finding = { $way ->
    [fewer] Mar as bochda an sgìre, ’s ann as lugha de a daoine a ghabh pàirt
    [more] Mar as bochda an sgìre, ’s ann as motha de a daoine a ghabh pàirt
   *[unclear] Chan eil com-pàirteachadh a’ dol suas no sìos gu soilleir le bochdainn
}
who-slope-ends = Às gach 1,000 duine sa chòigeamh as bochda de na sgìrean ghabh { $first } pàirt, sa chòigeamh as lugha bochdainn { $last }.
who-slope-relative = { $way ->
    [fewer] Aig a’ cheann as bochda tha com-pàirteachadh { $percent } fon chuibheasachd.
   *[more] Aig a’ cheann as bochda tha com-pàirteachadh { $percent } os cionn na cuibheasachd.
}
who-slope-bent = Chan eil loidhne dhìreach a’ mìneachadh seo gu math: thoir sùil air na còig ìrean.
who-slope-index = { $way ->
    [fewer] Aig a’ cheann as bochda ghabh { $slope } às gach 1,000 nas lugha pàirt na aig a’ cheann as lugha bochdainn (95%: { $low } gu { $high })
   *[more] Aig a’ cheann as bochda ghabh { $slope } às gach 1,000 a bharrachd pàirt na aig a’ cheann as lugha bochdainn (95%: { $low } gu { $high })
}
who-slope-rates = Còigeamh air chòigeamh
who-slope-note = Sgìrean na h-Alba ann an còig pàirtean co-ionann, bhon fheadhainn as bochda chun na feadhna as lugha bochdainn.
who-slope-how = Daoine a ghabh pàirt às gach 1,000 duine ({ $base }), leis an raon a dh’fhaodas tachairt le tuiteamas
who-slope-key-line = loidhne dhìreach tro na còig
who-slope-places = Anns gach àite
who-slope-places-words = An aon rud taobh a-staigh gach àite, far a bheil daoine sna còig còigeamhan gu lèir agus far nach eil gin air a chumail air ais.
who-slope-places-caption = { $title }: com-pàirteachadh a rèir bochdainn
who-slope-column-most = An còigeamh as bochda, às gach 1,000
who-slope-column-least = An còigeamh as lugha bochdainn, às gach 1,000
who-slope-place-withheld = tha còigeamh air a chumail air ais
who-slope-place-nobody = chan eil na còigeamhan uile an seo
who-slope-sure-line = An loidhne
who-slope-sure-line-words = Clàr-amais leathaid na neo-ionannachd, leis an raon bho cho math ’s a tha an loidhne a’ freagairt an àite bho thuiteamas sna h-àireamhan: { $range }.
who-slope-sure-relative = Clàr-amais coimeasach
who-slope-sure-relative-words = { $index } (95%: { $low } gu { $high }): clàr-amais an leathaid air a roinn leis an ìre chuibheasach. Fo 0, ghabh nas lugha pàirt far as motha a’ bhochdainn.
who-slope-sure-concentration = Dùmhlachadh
who-slope-sure-concentration-words = Leis gur e gabhail no gun a bhith a’ gabhail pàirt a th’ ann, cuideachd: Erreygers { $erreygers }, Wagstaff { $wagstaff }.
who-slope-sure-chance = ’S e an raon ri taobh gach toraidh na b’ urrainn do thuiteamas sna h-àireamhan a dhèanamh. Chan eil e ag ràdh dad mu dhaoine a roghnaich gun tighinn.
who-cumulated = An aon rud, air a chur ri chèile
who-cumulated-note = Fon loidhne dhìrich: tha an com-pàirteachadh leis an fheadhainn as lugha bochdainn.
who-cumulated-finding = Tha { $people } de na daoine a’ fuireach sa chòigeamh as bochda de na sgìrean; thig { $answers } de na freagairtean às an sin
who-cumulated-how = Daoine bho na sgìrean as bochda chun na feadhna as lugha bochdainn, agus a’ chuibhreann de na freagairtean a thàinig bhuapa
who-cumulated-people = Cuibhreann de na daoine, an fheadhainn as bochda an toiseach
who-cumulated-answers = Cuibhreann de na freagairtean
who-cumulated-key = freagairtean
who-cumulated-alike = nan robh gach sgìre air freagairt co-ionann
who-cumulated-fifths = Còigeamhan
who-cumulated-up-to = 1 gu { $to }
who-cumulated-source = Clàr-amais dùmhlachaidh { $index } (95%: { $low } gu { $high }). Tha 0 cothromach; os cionn 0, tha an com-pàirteachadh leis an fheadhainn as lugha bochdainn. { $people } duine a thuirt càit a bheil iad a’ fuireach.

who-places-nothing = Chan eilear a’ coimeas àiteachan an seo
who-places-nothing-words = Thèid an coimeas nuair a chanas daoine càit a bheil iad a’ fuireach, agus nuair a tha figearan nan àiteachan againn.
who-places-unsaid = Chan urrainnear dad a ràdh mu àiteachan fhathast
who-places-lead = Anns na h-àiteachan uile còmhla ghabh { $rate } às gach 1,000 duine ({ $base }) pàirt agus thuirt iad càit a bheil iad a’ fuireach. Bidh àiteachan le beagan dhaoine a’ gluasad nas motha le tuiteamas, agus mar sin cha tèid an cur an òrdugh inbhe.
who-places-both = Ghabh nas lugha pàirt ann an { $low }, agus barrachd ann an { $high }, na mhìnicheas tuiteamas
who-places-low = Ghabh nas lugha pàirt ann an { $places } na mhìnicheas tuiteamas
who-places-high = Ghabh barrachd pàirt ann an { $places } na mhìnicheas tuiteamas
who-places-differ = Tha na h-àiteachan nas eadar-dhealaichte na dhèanadh tuiteamas leis fhèin, ach chan eil gin a’ seasamh a-mach
who-places-even = Chan eil na h-àiteachan nas eadar-dhealaichte na dh’fhaodadh tuiteamas leis fhèin a dhèanamh
who-places-rates = Ìrean: { $title }
who-places-rates-about = ìrean a rèir: { $title }
who-places-note = San òrdugh àbhaisteach, chan ann an òrdugh inbhe.
who-places-how = { $title }: daoine a ghabh pàirt às gach 1,000 duine ({ $base })
who-places-key-shrunken = na tha air fhàgail nuair a bheirear tuiteamas às: air a tharraing gu ìre nan uile, mar as lugha dhaoine a tha a’ fuireach ann ’s ann as motha
who-column-shrunken = Às aonais tuiteamais
who-place-fewer = nas lugha na mhìnicheas tuiteamas
who-place-more = barrachd na mhìnicheas tuiteamas
who-place-perhaps-fewer = nas lugha, ’s dòcha
who-place-perhaps-more = barrachd, ’s dòcha
who-place-chance = taobh a-staigh tuiteamais
who-places-count = { $number } àiteachan
who-places-fewer-in = Nas lugha ann an { $places }.
who-places-more-in = Barrachd ann an { $places }.
who-places-between = Ghabh eadar { $low } agus { $high } às gach 1,000 duine pàirt, bho àite gu àite
who-funnel-differ = Tha na h-àiteachan nas eadar-dhealaichte na dhèanadh tuiteamas leis fhèin
who-funnel = Fuineal
who-funnel-note = Mar as lugha dhaoine a tha a’ fuireach ann an àite, ’s ann as fhaide a ghluaiseas tuiteamas leis fhèin an ìre aige.
who-funnel-how = { $title }: daoine a ghabh pàirt às gach 1,000, a rèir cia mheud a tha a’ fuireach ann
who-funnel-about = fuineal: { $title }
who-funnel-people = Daoine a tha a’ fuireach ann ({ $base })
who-funnel-all = na h-àiteachan uile còmhla, { $rate }
who-funnel-source = Crìochan airson 95% agus 99.8% mun ìre aig na h-àiteachan uile.
who-funnel-wider = Tha iad { $times } uair cho farsaing ’s a dhèanadh tuiteamas leis fhèin, leis gu bheil na h-àiteachan nas eadar-dhealaichte na sin.
who-map = Air a’ mhapa
who-map-finding = Com-pàirteachadh a rèir àite
who-map-how = Daoine a ghabh pàirt às gach 1,000 duine ({ $base })
who-tiles-how = Daoine a ghabh pàirt às gach 1,000 duine ({ $base }). Aon cheàrnag airson gach comhairle, mu far a bheil i
who-map-about = mapa: { $title }
who-map-withheld = [c]
who-map-source = Chan eil dath ach air àiteachan le co-dhiù 500 duine às an do ghabh 5 pàirt; tha [c] air a chumail air ais. ’S e na raointean a sheallas na b’ urrainn do thuiteamas leis fhèin a dhèanamh, chan e am mapa.

who-both-nothing = Cha ghabh dà bhuidheann a shealltainn còmhla fhathast
who-both-nothing-words = Nochdaidh àireamhan dhaoine a tha ann an dà bhuidheann aig an aon àm nuair a bhios gu leòr dhiubh air freagairt.
who-both-unsaid = Chan urrainnear dad a ràdh fhathast mu dhaoine ann an dà bhuidheann aig an aon àm
who-both-more = Thathar a’ cluinntinn cuid de dhaoine ann an dà bhuidheann nas lugha, no nas motha, na mhìnicheas an dà bheàrn
who-both-only = Chan eil duine a dhìth nas motha na mhìnicheas beàrnan nam buidhnean aca còmhla
who-both-lead = Ma tha dà rud mu dhaoine ag obair leotha fhèin, ’s e beàrn nan daoine sa dhà bhuidheann na tha an dà bheàrn a’ toirt còmhla. Tha na thèid nas fhaide na sin air ainmeachadh an seo.
who-both-pairs = Dithis is dithis
who-both-note = Àireamhan foillsichte a-mhàin. ’S e na co-mheasgachaidhean às a bheil na guthan as motha a dhìth a thig an toiseach.
who-both-pair = { $first } agus { $second }
who-both-phrase = { $first }, am measg { $second }
who-both-adds-up = { $pair }: ’s e na beàrnan na tha an dà rud a’ toirt còmhla
who-both-out = { $who }: { $way ->
    [fewer] ghabh nas lugha pàirt na mhìnicheas an dà bheàrn
   *[more] ghabh barrachd pàirt na mhìnicheas an dà bheàrn
}
who-both-how = { $pair }: cuibhreann de na freagairtean air a roinn le cuibhreann de na daoine a tha a’ fuireach an seo
who-both-key = cia mheud uair cho tric ’s a tha an cuibhreann, agus an raon a dh’fhaodas tachairt le tuiteamas
who-both-key-model = na tha an dà bheàrn a’ toirt còmhla
who-both-said = { $label }: { $ratio } uair an cuibhreann ({ $low } gu { $high }); bheir an dà bheàrn còmhla { $model }
who-column-model = Bheir an dà bheàrn
who-column-voices = Guthan a dhìth a bharrachd air sin
who-both-so-adds-up = na bheir an dà bheàrn
who-both-so-fewer = nas lugha na mhìnicheas an dà bheàrn
who-both-so-more = barrachd na mhìnicheas an dà bheàrn
who-both-left = Tha { $number } co-mheasgachaidhean eile sna clàran as urrainn do gach duine a dhèanamh.
who-both-withheld = Tha { $number } co-mheasgachaidhean air an cumail air ais agus air am fàgail às.
who-both-nobody = Air am fàgail às, leis nach do ghabh gin dhiubh pàirt: { $groups }.
who-both-not-counted = Na nach gabh coimeas còmhla
who-both-not-counted-words = Tha iad seo air am foillseachadh còmhla, ach cha chunnt duine cia mheud a tha a’ fuireach an seo a rèir an dà chuid:

who-part-left = Air fhàgail a-mach
who-left-nothing = Chan urrainnear dad a ràdh fhathast mu na chaidh fhàgail a-mach
who-left-nothing-words = Tha e air a shealltainn nuair a chaidh faighneachd de cho-dhiù 50 duine bho dhà bhuidheann, agus a chaidh na freagairtean a chunntadh.
who-left-even = Cha do dh’fhàg buidheann sam bith gu soilleir barrachd cheistean a-mach na feadhainn eile
who-left-one-even = { $title }: cha do dh’fhàg buidheann sam bith gu soilleir barrachd cheistean a-mach
who-left-more = { $group }: dh’fhàg iad { $own } de na ceistean aca a-mach, a h-uile duine { $all }
who-left-lead = Cha chluinnear cuideigin a thig agus nach freagair. Dh’fhaodadh ceist a dh’fhàgas aon bhuidheann a-mach nas trice na feadhainn eile a bhith ro fhada, ro dhoirbh, no nach buin i dhaibh.
who-left-groups = Cò dh’fhàg ceistean a-mach
who-left-groups-note = De na ceistean uile a chaidh fhaighneachd de dhaoine de bhuidheann.
who-left-how = Cuid nan ceistean a chaidh fhàgail a-mach, leis an raon a leigeas tuiteamas. An loidhne dhìreach: a h-uile duine, { $all }.
who-left-said = { $label }: { $share } air fhàgail a-mach ({ $low } gu { $high }): { $so }
who-left-so-more = barrachd na feadhainn eile
who-left-so-fewer = nas lugha na feadhainn eile
who-left-source = Bho àireamhan air an cruinneachadh. Chan eil buidhnean le nas lugha na 50 air an sealltainn. Tha an raon a’ cunntadh dhaoine, chan e ceistean.
who-left-questions = Na ceistean a chaidh fhàgail a-mach as trice
who-left-questions-note = Den fheadhainn dhan deach faighneachd agus a thuirt cò iad.
who-left-begun = Chan eil fhios cia mheud duine a stadas letheach slighe a rèir buidhne: thèid freagairtean a chaidh a thòiseachadh agus nach deach a chur a dhubhadh às nuair a dhùineas an suirbhidh, agus chan eil dad annta air a chunntadh.
who-column-left = Air fhàgail a-mach
who-column-asked = Air faighneachd

who-part-weighed = Nan robh iad uile air tighinn
who-weighed-nothing = Chan urrainnear dad a ràdh fhathast mu fhreagairtean le cuideaman
who-weighed-nothing-words = Bidh freagairtean air an cothromachadh nuair a bhios gu leòr dhaoine bho gach buidheann air ceist a fhreagairt.
who-weighed-moves = { $label }: ghluaiseadh seo { $points } puingean nan robh daoine air tighinn a rèir { $title } mar a tha iad a’ fuireach an seo
who-weighed-steady = Nan robh a h-uile buidheann air tighinn co-ionann, cha ghluaiseadh freagairt sam bith barrachd air { $points } puingean
who-weighed-lead = Dearbhadh, chan e toradh. Dh’fhaodadh neach sam bith freagairt, agus mar sin chan e sampall a tha seo agus cha dèan cuideaman sampall dheth: cha sheall iad ach an do thionndaidh na daoine a thàinig freagairt, ma tha iad a’ bruidhinn airson am buidhne.
who-weighed-lead-invited = Dearbhadh ri taobh nam freagairtean mar a tha iad. Chan urrainn do chuideaman ach na buidhnean a tha air an ainmeachadh an seo a chothromachadh.
who-weighed-lines = Ceist às dèidh ceist
who-weighed-lines-note = Cia mheud puing a ghluaiseadh gach freagairt. Trom: còig no barrachd.
who-weighed-as-answered = Mar a chaidh a fhreagairt
who-weighed-by = Air a chothromachadh a rèir { $title }
who-weighed-few = ro bheag
who-weighed-source = Bho chlàran foillsichte de dhà fheart, le àireamhan air an cruinneachadh: den fheadhainn a fhreagair agus a thuirt dè am buidheann dham buin iad. Gach feart leis fhèin.
who-weighed-worth = Cosgais nan cuideaman
who-weighed-worth-note = Tha cuideaman neo-ionann a’ fàgail fhreagairtean nas lugha luach.
who-weighed-characteristic = Air a chothromachadh a rèir
who-weighed-effect = Buaidh dealbhaidh
who-weighed-effective = Freagairtean as fhiach iad
who-weighed-cut = Cuideaman air an gearradh
who-weighed-cut-yes = aig còig uiread a’ chuibheis
who-weighed-cut-no = gin
who-weighed-not = Gun chothromachadh, oir tha cus dhaoine ann am buidhnean nach eil air an sealltainn: { $titles }.
who-left-table = Ceistean, an fheadhainn as trice air am fàgail a-mach an toiseach
who-weighed-table = Freagairtean le agus às aonais chuideaman
who-weighed-effects = Buaidhean dealbhaidh
