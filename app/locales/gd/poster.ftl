### Am postair aig suirbhidh, mar a thèid a chlò-bhualadh. Dreachd: cha do sgrùd fileantach seo fhathast.

poster-code = An seòladh mar chòd airson fòn
poster-scan = Cuir am fòn agad ris a’ chòd, no rach gu:
poster-minutes = { $n ->
    [one] Bheir e mu mhionaid. Cha toir thu seachad d’ ainm.
   *[other] Bheir e mu { $n } mionaidean. Cha toir thu seachad d’ ainm.
}
poster-until = Faodaidh tu freagairt gu { $day }
poster-phone = A bheil thu ag iarraidh cuideachadh, no pàipear? Cuir fòn gu { $phone }
