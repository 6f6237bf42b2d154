### An duilleag mun API. Dreachd: cha do sgrùd fileantach seo fhathast.

api-page = Dàta do phrògraman
api-lead = Faodaidh prògraman a h-uile rud poblach air an làraich seo a leughadh: com-pàirteachasan, suirbhidhean, clàran foillsichte, cò fhreagair agus cò tha a’ fuireach ann.
api-document = An sgrìobhainn OpenAPI
