-- Access to research files that hold answers: asked for with a purpose, decided by a second person.

CREATE TABLE research_request (
    export UUID PRIMARY KEY NOT NULL REFERENCES export (id),
    -- Who takes part in the agreement, and the civil date until which the data is kept.
    institution TEXT NOT NULL,
    kept_until TEXT NOT NULL,
    decision TEXT CHECK (decision IN ('approved', 'refused')),
    reason TEXT NOT NULL,
    decided_by UUID REFERENCES account (id),
    decided_at BIGINT
);

-- What was given out of a survey: the digest of the records, so that a later release is held against all earlier ones.
CREATE TABLE research_version (
    survey UUID NOT NULL REFERENCES survey (id),
    number BIGINT NOT NULL,
    digest TEXT NOT NULL,
    records BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (survey, number)
);
