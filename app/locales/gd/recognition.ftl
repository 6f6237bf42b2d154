### A bhith air aithneachadh bho shuirbhidh gu suirbhidh, dhaibhsan a dh’aontaicheas.

again-head = An leig thu leinn d’ aithneachadh an ath thuras?
again-words = Bu toigh leinn faighinn a-mach an cluinn sinn bho na h-aon daoine a-rithist is a-rithist. Ma dh’aontaicheas tu, sgrìobh an seòladh puist-d no an àireamh fòn agad. Cha chùm sinn gin dhiubh. Obraichidh sinn a-mach àireamh nach urrainn do dhuine a thionndadh air ais, agus cumaidh sinn i gu { $date }. Chan eil i ceangailte ri do fhreagairtean.
again-contact = Seòladh puist-d no àireamh fòn
again-age = Dè an aois a tha thu?
again-age-hint = Faodaidh tu seo fhàgail a-mach.
again-age-none = Fàgaidh mi seo a-mach
again-age-band = { $from } gu { $to }
again-age-over = { $age } agus nas sine
again-yes = Aithnich mi
again-forget = Dìochuimhnich mi
again-done-head = Aithnichidh sinn thu
again-done-words = Chan eil na sgrìobh thu air a chumail. Gus a bhith air do dhìochuimhneachadh, sgrìobh an aon rud a-rithist gu h-ìosal agus tagh “Dìochuimhnich mi”.
again-forgotten-head = Tha thu air do dhìochuimhneachadh
again-forgotten-words = Chan eil àireamh sam bith agad tuilleadh.
again-year-linked = Leig { $people } leinn na tursan aca a cheangal. Ghabh { $repeaters } dhiubh pàirt barrachd air aon turas; tha { $top } de na tursan aca uile aig an deicheamh as trice.
again-year-few = Leig ro bheag dhaoine leinn na tursan aca a cheangal airson dad a ràdh.
problem-contact = Cuir a-steach seòladh puist-d, mar name@example.org, no àireamh fòn le co-dhiù 10 àireamhan
