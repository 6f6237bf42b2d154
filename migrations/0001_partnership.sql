-- Partnerships, and the bodies that work in them.

CREATE TABLE partnership (
    id UUID PRIMARY KEY NOT NULL,
    -- GSS code of the council area; S92000003 is Scotland.
    gss TEXT NOT NULL UNIQUE,
    -- The word in addresses: /inverclyde.
    slug TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('partnership', 'national')),
    name TEXT NOT NULL,
    area_name TEXT NOT NULL,
    -- Profile as JSON: what it says of itself, contact, languages, colours, logo.
    profile TEXT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE TABLE body (
    id UUID PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN (
        'council', 'health_board', 'police', 'fire', 'enterprise', 'transport', 'college', 'national_park',
        'third_sector_interface', 'research', 'national', 'other'
    ))
);

CREATE TABLE body_partnership (
    body UUID NOT NULL REFERENCES body (id),
    partnership UUID NOT NULL REFERENCES partnership (id),
    PRIMARY KEY (body, partnership)
);
CREATE INDEX body_partnership_by_partnership ON body_partnership (partnership, body);
