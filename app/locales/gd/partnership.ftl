### Duilleagan poblach nan com-pàirteachasan. Dreachd: cha do sgrùd fileantach seo fhathast.

front-head = Innis do bheachd far a bheil thu a' fuireach
front-lead = Anns gach sgìre de dh'Alba, bidh comhairle, seirbheis slàinte, poileas, seirbheis smàlaidh agus buidhnean coimhearsnachd a' planadh còmhla. Feumaidh iad a dhèanamh còmhla riut.
front-choose = Tagh an sgìre agad
front-choose-words = 32 com-pàirteachasan
front-national = Alba air fad
front-national-words = Na bhuineas don dùthaich gu lèir
home-head = Innis do bheachd ann an { $area }
home-lead = Innis dhuinn dè tha cudromach far a bheil thu a' fuireach, agus faic dè dh'atharraich a chionn 's gun do bhruidhinn daoine.
open-now = Fosgailte an-dràsta
nothing-open-head = Chan eil dad fosgailte an-dràsta
nothing-open = Nuair a dh'fhaighnicheas an com-pàirteachas rudeigin, bidh e an seo.
nothing-open-until = Fosglaidh { $title } { $moment }.
last-day = An latha mu dheireadh
days-left-words = { $n ->
    [one] latha air fhàgail
   *[other] latha air fhàgail
}
takes-minutes = { $n ->
    [one] Bheir e mu aon mhionaid agus tha e gun urra.
   *[other] Bheir e mu { $n } mionaidean agus tha e gun urra.
}
answer-survey = Freagair an suirbhidh
other-ways = Dòighean eile gus pàirt a ghabhail
other-phone = Air a' fòn
other-phone-words = Cuir fòn gu { $phone }. Lìonaidh sinn am foirm còmhla riut.
other-paper = Air pàipear
other-paper-words = Sgrìobh gu { $mail } airson pàipear, clò mòr no furasta leughadh.
other-bsl = Ann an Cànan Soidhnidh Bhreatainn
what-people-said = Na thuirt daoine
who-took-part = Cò ghabh pàirt
all-results = A h-uile toradh
next = A-nis
no-results-head = Chan eil toraidhean ann fhathast
no-results-words = Nuair a bhios suirbhidh dùinte agus air a chunntadh, bidh na toraidhean an seo.
