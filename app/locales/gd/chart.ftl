### Faclan ann an cairtean agus mun timcheall. Dreachd: cha do sgrùd fileantach seo fhathast.

chart-numbers-of = : { $about }
chart-row = { $label }: { $value }
chart-share = { $percent }%
chart-under-one = nas lugha na 1%
chart-withheld = air a chumail air ais (nas lugha na 10)
chart-column-withheld = Tha colbh le loidhne bhriste air a chumail air ais: nas lugha na 10 daoine.
chart-no-share = nas lugha na 50: gun chuibhreann
chart-too-few-for-shares = fhreagair nas lugha na 50: faic na h-àireamhan
chart-people = Daoine
chart-share-head = Cuibhreann
chart-answers = Freagairtean
chart-answer = Freagairt
chart-everybody = A h-uile duine a fhreagair seo
chart-week-from = Seachdain bho
chart-weeks-said = Freagairtean seachdain air sheachdain bho { $from }: { $counts }

chart-quarter = cairteal
chart-half = leth
chart-same-share = an aon chuibhreann
chart-twice = a dhà uimhir
chart-key-answers = cuibhreann de na freagairtean, agus an raon a dh’fhaodas tachairt le tuiteamas
chart-key-people = cuibhreann de na daoine a tha a’ fuireach an seo
chart-key-less = nas lugha na tha a’ fuireach an seo
chart-key-unsure = gun gu leòr airson a ràdh

chart-verdict-far_fewer = fada nas lugha
chart-verdict-fewer = nas lugha
chart-verdict-about_the_same = mun aon ìre
chart-verdict-more = barrachd
chart-verdict-far_more = fada a bharrachd
chart-verdict-cannot_say_yet = chan urrainnear a ràdh fhathast
chart-verdict-too_few_to_say = ro bheag airson a ràdh
chart-probably = { $verdict }, a rèir coltais
chart-times = × { $times }

chart-funnel-usual = tha 19 às gach 20 àite a-staigh le tuiteamas
chart-funnel-far = 998 às gach 1,000
chart-shade-under = fo { $to }
chart-shade-between = { $from } gu fo { $to }
chart-shade-over = { $from } agus barrachd
