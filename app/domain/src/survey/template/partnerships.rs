//! The 32 Community Planning Partnerships, by the code of their council area (GSS codes of 2019 and later).

use super::Coded;

/// Code, English name, Gaelic name; in the order of the English names.
pub(crate) const PARTNERSHIPS: [Coded; 32] = [
    ("S12000033", "Aberdeen City", "Cathair Obar Dheathain"),
    ("S12000034", "Aberdeenshire", "Siorrachd Obar Dheathain"),
    ("S12000041", "Angus", "Aonghas"),
    ("S12000035", "Argyll and Bute", "Earra-Ghàidheal is Bòd"),
    ("S12000036", "City of Edinburgh", "Cathair Dhùn Èideann"),
    ("S12000005", "Clackmannanshire", "Siorrachd Chlach Mhanann"),
    ("S12000006", "Dumfries and Galloway", "Dùn Phrìs is Gall-Ghàidhealaibh"),
    ("S12000042", "Dundee City", "Cathair Dhùn Dè"),
    ("S12000008", "East Ayrshire", "Siorrachd Àir an Ear"),
    ("S12000045", "East Dunbartonshire", "Siorrachd Dhùn Bhreatainn an Ear"),
    ("S12000010", "East Lothian", "Lodainn an Ear"),
    ("S12000011", "East Renfrewshire", "Siorrachd Rinn Friù an Ear"),
    ("S12000014", "Falkirk", "An Eaglais Bhreac"),
    ("S12000047", "Fife", "Fìobha"),
    ("S12000049", "Glasgow City", "Cathair Ghlaschu"),
    ("S12000017", "Highland", "A’ Ghàidhealtachd"),
    ("S12000018", "Inverclyde", "Inbhir Chluaidh"),
    ("S12000019", "Midlothian", "Meadhan Lodainn"),
    ("S12000020", "Moray", "Moireibh"),
    ("S12000013", "Na h-Eileanan Siar", "Na h-Eileanan Siar"),
    ("S12000021", "North Ayrshire", "Siorrachd Àir a Tuath"),
    ("S12000050", "North Lanarkshire", "Siorrachd Lannraig a Tuath"),
    ("S12000023", "Orkney Islands", "Eileanan Arcaibh"),
    ("S12000048", "Perth and Kinross", "Peairt is Ceann Rois"),
    ("S12000038", "Renfrewshire", "Siorrachd Rinn Friù"),
    ("S12000026", "Scottish Borders", "Crìochan na h-Alba"),
    ("S12000027", "Shetland Islands", "Eileanan Shealtainn"),
    ("S12000028", "South Ayrshire", "Siorrachd Àir a Deas"),
    ("S12000029", "South Lanarkshire", "Siorrachd Lannraig a Deas"),
    ("S12000030", "Stirling", "Sruighlea"),
    ("S12000039", "West Dunbartonshire", "Siorrachd Dhùn Bhreatainn an Iar"),
    ("S12000040", "West Lothian", "Lodainn an Iar"),
];
