-- Engagements that were run elsewhere, and the years of a partnership as they were published.

CREATE TABLE engagement (
    id UUID PRIMARY KEY NOT NULL,
    partnership UUID NOT NULL REFERENCES partnership (id),
    -- Title, method, days, numbers and address, as JSON: they are always read together.
    details TEXT NOT NULL,
    -- The groups that the people of a file are in, as JSON, while its columns are matched: until it ends.
    draft TEXT,
    draft_ends BIGINT,
    -- The safe tables of those who took part, and what a later file is compared with, as JSON; empty without a file.
    counts TEXT NOT NULL,
    -- What was published last of these, as JSON; empty while nothing was.
    shown TEXT NOT NULL,
    removed_at BIGINT,
    made_by UUID NOT NULL REFERENCES account (id),
    made_at BIGINT NOT NULL
);
CREATE INDEX engagement_by_partnership ON engagement (partnership, made_at);
CREATE INDEX engagement_by_draft ON engagement (draft_ends);

-- One state of one year: frozen when somebody asked to publish it, public when a second person did.
CREATE TABLE engagement_year (
    partnership UUID NOT NULL REFERENCES partnership (id),
    -- The calendar year in which it begins, on 1 April.
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    body TEXT NOT NULL,
    -- What is different from the state before.
    note TEXT NOT NULL,
    asked_by UUID NOT NULL REFERENCES account (id),
    asked_at BIGINT NOT NULL,
    published_by UUID REFERENCES account (id),
    published_at BIGINT,
    PRIMARY KEY (partnership, year, number)
);
CREATE INDEX engagement_year_by_year ON engagement_year (year, published_at);
