### Togail chlàr: clàran de na tha air fhoillseachadh, a nì neach sam bith. Dreachd: cha do sgrùd fileantach seo fhathast.

tables-page = Dèan clàr
tables-make = Dèan clàr de na toraidhean seo
tables-lead = Tagh na thèid sìos agus na thèid tarsainn. Bheir an aon roghainn an aon chlàr an-còmhnaidh.
tables-begin = Tagh rudeigin, agus bidh an clàr an seo. Cha ghabh ach clàran a tha air am foillseachadh a dhèanamh.
tables-choose = Tagh
tables-rows = Sìos an taobh
tables-columns = Tarsainn a’ mhullaich
tables-columns-none = Dad: àireamhan dhaoine a-mhàin
tables-left = Dìreach cò fhreagair a’ cheist agus cò dh’fhàg às i
tables-area = Sgìre
tables-area-all = Anns gach àite
tables-language = Faclan ann an
tables-show = Seall an clàr
tables-people = Cò na daoine
tables-questions = Na thuirt daoine
tables-by = { $what }, a rèir: { $rows }
tables-caption = { $place }, àireamh dhaoine
tables-caption-shares = { $place }, cuibhreann den fheadhainn a fhreagair anns gach buidheann
tables-everybody = A h-uile duine
tables-not-said = Cha tuirt iad
tables-not-answered = Cha do fhreagair iad
tables-not-asked = Cha deach faighneachd dhiubh
tables-answered = Fhreagair iad
tables-yes = Bha
tables-no = Cha robh
tables-csv = Luchdaich a-nuas CSV
tables-link = Ceangal ris a’ chlàr seo
tables-api = An clàr seo mar dhàta
tables-private = Mar a tha seo a’ dìon dhaoine
tables-private-rounded = { $method ->
    [cell_key] Dh’atharraich sinn gach àireamh air thuaiream le suas gu 3, san aon dòigh an-còmhnaidh airson nan aon daoine, agus mar sin ’s dòcha nach tig sreathan is colbhan gu an aon sùim.
    [suppression] Tha àireamhan fo 10 air an cumail air ais, agus feadhainn eile gus nach gabh iad sin obrachadh a-mach.
   *[rounding] Chruinnich sinn gach àireamh gu 5 air thuaiream, san aon dòigh an-còmhnaidh airson nan aon daoine, agus mar sin ’s dòcha nach tig sreathan is colbhan gu an aon sùim.
} Tha a h-uile duine a ghabh pàirt sa chlàr.
tables-private-signs = Tha [c] dìomhair: tha nas lugha na 10 daoine sa bhuidhinn, no bhrathadh àireamh ri thaobh iad. Tha [u] a’ comharrachadh chuibhreannan de nas lugha na 50 duine, a dh’innseadh ro bheag.
tables-private-most = Gabhaidh dà rud cur ri chèile, no aon rud ann an aon sgìre. Dh’fhaodadh trì còmhla neach a chomharrachadh, agus mar sin chan eil iad rim faighinn.
tables-none = Chan eil an clàr seo air fhoillseachadh
tables-none-unknown = Chan eil dad air a bheil an t-ainm seo san t-suirbhidh seo. ’S dòcha nach eil an seòladh slàn, no gun do dh’atharraich an suirbhidh.
tables-none-combination = Chan eilear a’ foillseachadh ach clàran a chaidh a shuidheachadh mus do choimhead duine orra, le dà rud aig a’ char as motha anns gach fear. Chan eilear a’ cumail àireamh de chlàr sam bith eile.
tables-instead = Faodaidh tu coimhead air:
