-- What may be seen: released tables, and research files.

-- One release of one survey: safe tables only, never a raw count.
CREATE TABLE release (
    survey UUID NOT NULL REFERENCES survey (id),
    number BIGINT NOT NULL,
    -- 'answers' or 'rehearsal'.
    source TEXT NOT NULL CHECK (source IN ('answers', 'rehearsal')),
    tables TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    final BOOLEAN NOT NULL,
    PRIMARY KEY (survey, number)
);

-- Free text of one question, released to researchers by a second person.
CREATE TABLE text_release (
    survey UUID NOT NULL REFERENCES survey (id),
    item TEXT NOT NULL,
    asked_by UUID NOT NULL REFERENCES account (id),
    asked_at BIGINT NOT NULL,
    released_by UUID REFERENCES account (id),
    released_at BIGINT,
    PRIMARY KEY (survey, item)
);

CREATE TABLE export (
    id UUID PRIMARY KEY NOT NULL,
    survey UUID NOT NULL REFERENCES survey (id),
    account UUID NOT NULL REFERENCES account (id),
    purpose TEXT NOT NULL,
    with_text BOOLEAN NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'ready', 'failed', 'expired')),
    -- Where the file is, how large it is, and what was done to protect people.
    file TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    report TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    ready_at BIGINT,
    ends_at BIGINT NOT NULL
);
CREATE INDEX export_by_survey ON export (survey, made_at);
CREATE INDEX export_by_end ON export (state, ends_at);
