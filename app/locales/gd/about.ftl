### Duilleagan mun làrach fhèin. Dreachd: cha do sgrùd fileantach seo fhathast.

accessible-head = Aithris so-ruigsinneachd
accessible-lead = Bu chòir don a h-uile duine a bhith comasach air pàirt a ghabhail. Seo cho fada 's a tha sinn air tighinn.
accessible-can-head = Na 's urrainn dhut a dhèanamh an seo
accessible-can = Na faclan a dhèanamh ceithir uiread nas motha gun dad a chall.
    Meur-chlàr a-mhàin, do ghuth a-mhàin, no leughadair-sgrìn a chleachdadh.
    Suirbhidh a fhreagairt gun sgriobtaichean, air seann fhòn, agus air pàipear.
    Gach duilleag phoblach a leughadh sa Bheurla. Tha a' Ghàidhlig ann mar dhreachd a dh'fheumas fileantach a sgrùdadh fhathast.
accessible-not-head = Na nach eil math gu leòr fhathast
accessible-not = Cha do sgrùd fileantach na faclan Gàidhlig fhathast.
    Dh'fhaodadh na tha com-pàirteachasan a' sgrìobhadh fhèin a bhith nas duilghe a leughadh na bu chòir.
    Chan eil bhidiothan ann an Cànan Soidhnidh Bhreatainn ann mura do chuir an com-pàirteachas agad ris iad.
accessible-tell-head = Innis dhuinn nuair a chuireas rudeigin stad ort
accessible-tell = Cuir fòn no sgrìobh chun a' chom-pàirteachais agad: tha mar a nì thu sin aig bonn gach duilleig aige. Faodaidh iad am foirm a lìonadh còmhla riut, no a chur air pàipear no ann an clò mòr.
accessible-law-head = An lagh air a chùlaibh
accessible-law = Tha Riaghailtean So-ruigsinneachd Bhuidhnean san Roinn Phoblaich (Làraichean-lìn agus Aplacaidean) (Àir. 2) 2018 ag iarraidh ìre AA de Stiùireadh So-ruigsinneachd an Lìn 2.2. Bidh sinn a' dèanamh deuchainn air gach duilleag le prògram agus le làimh.
    Mura h-eil thu riaraichte leis an fhreagairt againn, faodaidh an t-Seirbheis Comhairle is Taic Co-ionannachd do chuideachadh.

private-head = Prìobhaideachd
private-lead = Na thachras don dàta agad air an làrach seo. Tha gach suirbhidh ag innse barrachd air a dhuilleig fhèin.
private-answers-head = Nuair a fhreagras tu suirbhidh
private-answers = Cumaidh sinn na fhreagras tu, agus dad a dh'innseas cò thu. Chan eil ainm, seòladh an uidheim agad, latha no uair còmhla ris.
    Tha toraidhean air an cur còmhla. Cha tèid dad a shealltainn airson nas lugha na 10 daoine.
private-invited-head = Nuair a fhuair thu cuireadh
private-invited = Cumaidh sinn do sheòladh puist-d gus an cuireadh a chur thugad, agus cuimhneachain mura freagair thu. Chan eil dad a tha air a stòradh ga cheangal ri do fhreagairtean. Thèid a sguabadh às nuair a dhùineas an suirbhidh.
private-staff-head = Nuair a chlàraicheas tu a-steach
private-staff = Cumaidh sinn d' ainm, do sheòladh, agus cuin a chlàraich thu a-steach. Tha faclan-faire air an cumail ann an cruth nach gabh leughadh.
private-log-head = Na nach dèan sinn
private-log = Cha bhi sinn gad leantainn. Chan eil briosgaidean ann airson sanasachd no staitistig, agus cha luchdaich duilleag sam bith dad bho chompanaidh eile. Chan eil seòlaidhean uidheim no duilleagan a choimhead thu air nar logaichean.
private-rights-head = Do chòraichean
private-rights = Faodaidh tu iarraidh na th' againn mu do dheidhinn fhaicinn, a chur ceart no a sguabadh às, agus faodaidh tu cur na aghaidh. Tha an com-pàirteachas a tha a' ruith duilleig an urra ris an dàta: tha mar a ruigeas tu e aig bonn nan duilleagan aige.
    Faodaidh tu gearan a dhèanamh ri Coimiseanair an Fhiosrachaidh uair sam bith.

cookies-head = Briosgaidean
cookies-lead = Cha chuir an làrach seo ach briosgaidean às nach urrainn dha obrachadh. Chan iarrar ort aontachadh, oir chan eil dad ann ri aontachadh ris.
cookies-none-head = Na th' ann
cookies-none = Is e teacsa goirid a th' ann am briosgaid a ghlèidheas am brabhsair agad dhuinn. Seo iad uile.
cookie-name = Ainm
cookie-what = Dè tha e a' dèanamh
cookie-until = Dè cho fada
cookie-answers = Lorgaidh e do fhreagairtean fhèin a-rithist fhad 's a lìonas tu suirbhidh. Chan innis e dad mu do dheidhinn.
cookie-answers-lasts = 7 latha, no gus an leig thu leis an uidheam dìochuimhneachadh
cookie-session = Cumaidh e air a chlàradh a-steach thu
cookie-session-lasts = 12 uair, no gus an clàraich thu a-mach
cookie-browser = Nì e cinnteach nach obraich ceangal ann an litir ach sa bhrabhsair a dh'iarr e
cookie-browser-lasts = 1 uair

helping-head = Cuideachadh
helping-lead = Mura lorg thu an seo e, cuir fòn no sgrìobh chun a' chom-pàirteachais agad: tha mar a nì thu sin aig bonn gach duilleig aige.
helping-answer-head = Ciamar a fhreagras mi suirbhidh?
helping-answer = Tagh an sgìre agad air a' chiad duilleig, an uair sin an suirbhidh. Brùth Lean air adhart an dèidh gach ceist. Faodaidh tu a dhol air ais uair sam bith. Cha tèid dad a chur gus am brùth thu am putan mu dheireadh.
helping-code-head = Ciamar a thilleas mi a-rithist?
helping-code = Brùth "Sàbhail e agus till a-rithist". Gheibh thu còd de dhà litir 's figear dheug. Taip e air a' chiad duilleig den t-suirbhidh, air fòn no coimpiutair sam bith. Ma fhuair thu cuireadh, fosgail an ceangal san litir againn a-rithist na àite.
helping-receipt-head = Carson a tha an cuidhteas ann?
helping-receipt = An dèidh don t-suirbhidh dùnadh faodaidh tu dearbhadh gu bheil do fhreagairtean sa chunntas. Chan eil e a' sealltainn do dhuine sam bith dè fhreagair thu.
helping-letter-head = Cha tàinig an litir agaibh
helping-letter = Coimhead am measg a' phuist nach eil thu ag iarraidh. An uair sin iarr a-rithist i, no cuir fòn chun a' chom-pàirteachais agad.
helping-staff-head = Tha mi ag obair aig com-pàirteachas
helping-staff = Clàraich a-steach aig bonn na duilleig. Mura h-eil cunntas agad, iarr air co-obraiche cuireadh a thoirt dhut.

demonstration-enter = Clàraich a-steach mar { $who }
demonstration-enter-words = Tha an neach seo dèanta suas, agus tha a h-uile rud a chì agus a dh'atharraicheas tu an seo cuideachd.
