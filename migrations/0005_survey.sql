-- Surveys: drafts, frozen versions, who is invited. No answer is in this database.

CREATE TABLE survey (
    id UUID PRIMARY KEY NOT NULL,
    partnership UUID NOT NULL REFERENCES partnership (id),
    -- The word in its address: /s/live-here.
    slug TEXT NOT NULL UNIQUE,
    template TEXT NOT NULL,
    title TEXT NOT NULL,
    -- 'anonymous' (A2) is the only level so far; it can be raised before opening, never lowered after.
    anonymity TEXT NOT NULL CHECK (anonymity IN ('anonymous')),
    -- Who may answer: anybody with the address, or only whoever is invited.
    access TEXT NOT NULL CHECK (access IN ('open', 'invited')),
    -- Where its answers are kept, and where rehearsed ones are.
    campaign UUID NOT NULL UNIQUE,
    rehearsal UUID NOT NULL UNIQUE,
    -- The newest draft and the newest frozen version.
    revision BIGINT NOT NULL,
    version BIGINT,
    opens_at BIGINT,
    closes_at BIGINT,
    closed_at BIGINT,
    -- When the answers were stripped and shuffled.
    sealed_at BIGINT,
    results_public_at BIGINT,
    made_at BIGINT NOT NULL
);
CREATE INDEX survey_by_partnership ON survey (partnership, made_at);

-- Every saved draft, so that a change can be undone.
CREATE TABLE survey_revision (
    survey UUID NOT NULL REFERENCES survey (id),
    revision BIGINT NOT NULL,
    definition TEXT NOT NULL,
    made_by UUID REFERENCES account (id),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (survey, revision)
);

-- What was published. A row here never changes.
CREATE TABLE survey_version (
    survey UUID NOT NULL REFERENCES survey (id),
    version BIGINT NOT NULL,
    definition TEXT NOT NULL,
    digest TEXT NOT NULL,
    made_by UUID REFERENCES account (id),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (survey, version)
);

-- How many people were eligible and invited, by partnership: the frame for response rates. The second number is written
-- when the survey closes and the addresses are deleted.
CREATE TABLE survey_frame (
    survey UUID NOT NULL REFERENCES survey (id),
    partnership UUID NOT NULL REFERENCES partnership (id),
    eligible BIGINT NOT NULL CHECK (eligible >= 0),
    invited BIGINT NOT NULL CHECK (invited >= 0),
    PRIMARY KEY (survey, partnership)
);

CREATE TABLE survey_share (
    survey UUID NOT NULL REFERENCES survey (id),
    body UUID NOT NULL REFERENCES body (id),
    may TEXT NOT NULL CHECK (may IN ('read', 'edit')),
    -- The basis on which it is shared, in words.
    basis TEXT NOT NULL,
    made_by UUID REFERENCES account (id),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (survey, body)
);
CREATE INDEX survey_share_by_body ON survey_share (body, survey);

-- Personal invitations. Nothing here says whether anybody answered.
CREATE TABLE invitation (
    id UUID PRIMARY KEY NOT NULL,
    survey UUID NOT NULL REFERENCES survey (id),
    partnership UUID NOT NULL REFERENCES partnership (id),
    -- Hash of the token in the link. The token itself is made again from the id and a key outside the database
    -- whenever a letter is written, so it is kept nowhere.
    token BYTEA NOT NULL UNIQUE,
    address TEXT NOT NULL,
    address_folded TEXT NOT NULL,
    language TEXT NOT NULL,
    -- Whether its letter was written, and whether its owner asked for no more.
    invited BOOLEAN NOT NULL,
    stopped BOOLEAN NOT NULL,
    UNIQUE (survey, address_folded)
);
CREATE INDEX invitation_by_survey ON invitation (survey, partnership);

-- One wave of reminders: how many letters, never to whom.
CREATE TABLE reminder (
    survey UUID NOT NULL REFERENCES survey (id),
    wave BIGINT NOT NULL,
    letters BIGINT NOT NULL,
    made_by UUID REFERENCES account (id),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (survey, wave)
);
