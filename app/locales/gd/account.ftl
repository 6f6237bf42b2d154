### Clàradh a-steach agus do chunntas fhèin. Dreachd.

address = Seòladh puist-d
password = Facal-faire
new-password = Facal-faire ùr
new-password-hint = Co-dhiù 12 caractar. Tha trì no ceithir faclan nach cuireadh ach thusa còmhla math. Tha beàrnan ceadaichte.
old-password = Am facal-faire a th' agad an-dràsta
code = Còd
code-hint = Sia figearan bhon fhòn agad, no fear de na còdan-aisig agad
sign-in = Clàraich a-steach
sign-in-words = Do luchd-obrach agus luchd-rannsachaidh. Cha leig thu leas clàradh a-steach gus suirbhidh a fhreagairt.
sign-in-next = An uair sin iarraidh sinn an còd sia-figearach bhon fhòn agad. Faodaidh tu a phasgadh a-steach.
sign-in-button = Clàraich a-steach
forgot = Dhìochuimhnich mi am facal-faire agam
lost-phone = Chaill mi am fòn leis na còdan agam
lost-phone-words = Cleachd fear de na deich còdan-aisig a chlò-bhuail thu. Mura h-eil gin air fhàgail, faodaidh an rianaire agad do leigeil a-steach a-rithist, aghaidh ri aghaidh.
enter-code = Cuir a-steach an còd agad
enter-code-words = Bha am facal-faire agad ceart. Is e seo an dàrna ceum.
enrol = Cuir an dàrna ceum air dòigh
enrol-words = Faodar facal-faire leis fhèin a ghoid. Bho seo a-mach bidh feum agad air còd bhon fhòn cuideachd.
enrol-app = Stàlaich aplacaid airson chòdan clàraidh air an fhòn agad, mura h-eil tè agad. Nì tè sam bith a' chùis.
enrol-scan = Cuir camara na h-aplacaid air an dealbh seo.
enrol-type = Chan urrainn dhomh camara a chleachdadh
enrol-code-hint = Na sia figearan a tha an aplacaid a' sealltainn an-dràsta
enrol-button = Crìochnaich
forgot-head = Tagh facal-faire ùr
forgot-head-words = Cuiridh sinn litir thugad le ceangal. Bidh feum agad fhathast air a' chòd on fhòn gus clàradh a-steach.
forgot-asked = Coimhead airson na litreach againn
forgot-asked-words = Ma tha cunntas ann leis an t-seòladh seo, tha litir le ceangal air an t-slighe. Obraichidh an ceangal fad 10 mionaidean, sa bhrabhsair seo.
letter-missing = Dad an dèidh beagan mhionaidean? Coimhead am measg a' phuist gun iarraidh, agus iarr a-rithist.
letter-again = Cuir an litir a-rithist
send-letter = Cuir litir thugam
other-browser = Dh'fhosgail thu an ceangal ann am brabhsair eile. Sgrìobh na sia figearan bhon aon litir.
reset = Tagh facal-faire ùr
reset-words = {""}
reset-button = Cleachd am facal-faire seo
reset-done = Tha am facal-faire ùr agad ag obair
reset-done-words = Chaidh do chlàradh a-mach anns gach àite. Clàraich a-steach leis an fhacal-faire ùr agus an còd on fhòn.
your-name = D' ainm
invitation = Gabh ris a' chuireadh
invitation-words = Tagh facal-faire airson Folkmoot. Ma tha cunntas agad mu thràth, cuir a-steach am facal-faire aige.
invitation-for = Tha an cuireadh seo airson { $address }.
invitation-next = Feumaidh an ath cheum am fòn agad
invitation-next-words = Às dèidh seo cuiridh tu còdan air dòigh air an fhòn agad. Bheir e mu dhà mhionaid.
invitation-button = Lean air adhart
dead-link = Chan eil an ceangal seo ag obair
dead-link-words = Dh'fhaodadh gun deach a chleachdadh mu thràth, no gu bheil e ro shean. Iarr litir ùr.
new-letter = Iarr litir ùr
me = Clàraich a-steach le litir
me-words = Cuiridh sinn post-d thugad le ceangal agus còd. Chan eil facal-faire ann.
me-not-needed = Cha leig thu leas seo gus suirbhidh a fhreagairt.
me-code = Sgrìobh an còd bhon litir againn
me-code-words = Mas urrainn don t-seòladh litrichean fhaighinn, tha tè air an t-slighe. Obraichidh i fad 10 mionaidean.
me-code-hint = Sia figearan
me-link = Clàraich a-steach
me-link-words = Brùth am putan gus clàradh a-steach an seo.
account = An cunntas agad
sessions = Far a bheil thu clàraichte a-steach
sessions-words = Mura h-aithne dhut fear dhiubh seo, cuir crìoch air agus tagh facal-faire ùr.
sessions-end-others = Clàraich a-mach anns gach àite eile
session-browser = Brabhsair
session-since = Bho
session-seen = Air a chleachdadh mu dheireadh
session-end = Cuir crìoch air
session-this = Am fear seo
change-password = Atharraich am facal-faire agad
change-password-button = Atharraich am facal-faire
recovery = Còdan-aisig
recovery-left = { $n ->
    [0] Chan eil còd-aisig air fhàgail agad. Dèan feadhainn ùra.
    [one] Tha { $n } chòd-aisig air fhàgail agad. Dèan feadhainn ùra a dh'aithghearr.
    [two] Tha { $n } chòd-aisig air fhàgail agad.
    [few] Tha { $n } còdan-aisig air fhàgail agad.
   *[other] Tha { $n } còd-aisig air fhàgail agad.
}
recovery-hint = Sia figearan bhon fhòn agad
recovery-button = Dèan deich còdan ùra
recovery-new = Na còdan-aisig agad
recovery-once = Cha seall sinn iad seo ach aon turas
recovery-once-words = Clò-bhuail an duilleag seo no sgrìobh sìos iad, agus glèidh iad air falbh bhon fhòn agad. Obraichidh gach fear aon turas, nuair a tha thu air am fòn a chall. Chan obraich seann chòdan tuilleadh.
recovery-done = Ghlèidh mi iad
leave = Dùin an cunntas agad
leave-words = Dubhaidh sinn às do sheòladh agus a h-uile rud a tha ceangailte ris sa bhad. Chan urrainnear seo a chur ceart a-rithist.
leave-button = Dùin an cunntas agam
