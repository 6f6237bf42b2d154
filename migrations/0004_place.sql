-- Places, and how many people live in them. Edition and geography are data, never assumed.

-- A set of figures: one table of one source.
CREATE TABLE figure_set (
    code TEXT PRIMARY KEY NOT NULL,
    characteristic TEXT NOT NULL,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    -- The civil date that the figures describe.
    as_of TEXT NOT NULL,
    -- 'people_all_ages', 'people_16_and_over', 'households'.
    base TEXT NOT NULL,
    -- 'council' or the edition of the data zones ('data_zone_2011').
    geography TEXT NOT NULL,
    -- The classification whose classes its categories are, where they are.
    classification TEXT,
    licence TEXT NOT NULL,
    imported_at BIGINT NOT NULL
);

-- The figures of one area in one set, as JSON: category -> number. They are always read together.
CREATE TABLE figure (
    figure_set TEXT NOT NULL REFERENCES figure_set (code),
    area TEXT NOT NULL,
    numbers TEXT NOT NULL,
    PRIMARY KEY (figure_set, area)
);
CREATE INDEX figure_by_area ON figure (area, figure_set);

-- Data zones of an edition and the council that they are in.
CREATE TABLE zone (
    code TEXT PRIMARY KEY NOT NULL,
    geography TEXT NOT NULL,
    council TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE INDEX zone_by_council ON zone (council, code);

-- Any classification of zones: SIMD quintile, urban or rural, island, ward ...
CREATE TABLE classification (
    code TEXT PRIMARY KEY NOT NULL,
    characteristic TEXT NOT NULL,
    title TEXT NOT NULL,
    edition TEXT NOT NULL,
    source TEXT NOT NULL,
    -- The civil date of the edition.
    as_of TEXT NOT NULL,
    geography TEXT NOT NULL,
    licence TEXT NOT NULL,
    imported_at BIGINT NOT NULL
);

CREATE TABLE zone_class (
    classification TEXT NOT NULL REFERENCES classification (code),
    zone TEXT NOT NULL REFERENCES zone (code),
    class TEXT NOT NULL,
    PRIMARY KEY (classification, zone)
);

CREATE TABLE locality (
    id UUID PRIMARY KEY NOT NULL,
    partnership UUID NOT NULL REFERENCES partnership (id),
    -- The stable code in answers; never given to another locality.
    code TEXT NOT NULL,
    -- In each language, as JSON.
    name TEXT NOT NULL,
    -- When it was taken off the list; answers may still name it.
    removed_at BIGINT,
    UNIQUE (partnership, code)
);

CREATE TABLE locality_zone (
    locality UUID NOT NULL REFERENCES locality (id),
    zone TEXT NOT NULL REFERENCES zone (code),
    PRIMARY KEY (locality, zone)
);
CREATE INDEX locality_zone_by_zone ON locality_zone (zone);

CREATE TABLE postcode (
    -- Upper case, without spaces.
    postcode TEXT PRIMARY KEY NOT NULL,
    zone TEXT NOT NULL REFERENCES zone (code)
);
