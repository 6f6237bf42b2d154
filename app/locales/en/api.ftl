### The page about the API.

api-page = Data for programs
api-lead = Everything public on this site can be read by programs: partnerships, surveys, released tables, who answered and who lives there.
api-document = The OpenAPI document
