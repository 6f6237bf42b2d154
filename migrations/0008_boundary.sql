-- Boundaries of areas, for maps: brought by the operator, never needed.

-- Which file they came from, by the kind of area: 'council' or 'data_zone'.
CREATE TABLE boundary_set (
    geography TEXT PRIMARY KEY NOT NULL,
    source TEXT NOT NULL,
    licence TEXT NOT NULL,
    -- The civil date that the boundaries are of.
    as_of TEXT NOT NULL,
    imported_at BIGINT NOT NULL
);

-- The rings of one area, as JSON: lists of points on a grid of ten metres. They are always read together.
CREATE TABLE boundary (
    area TEXT PRIMARY KEY NOT NULL,
    geography TEXT NOT NULL REFERENCES boundary_set (geography),
    rings TEXT NOT NULL
);
CREATE INDEX boundary_by_geography ON boundary (geography, area);
