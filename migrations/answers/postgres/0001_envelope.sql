-- Answers. No time, no sequence, no address, nothing that refers to people; keys are random, so the order of rows says
-- nothing. One row is written when somebody saves or sends, and nothing else anywhere.

CREATE TABLE campaign (
    id UUID NOT NULL PRIMARY KEY,
    open BOOLEAN NOT NULL
);

CREATE TABLE envelope (
    campaign UUID NOT NULL,
    voter_ref BYTEA NOT NULL CHECK (length(voter_ref) = 32),
    sent BOOLEAN NOT NULL,
    -- Answers, language, version, and after sending the week, the receipt's and the claim code's digest.
    body BYTEA NOT NULL,
    PRIMARY KEY (campaign, voter_ref)
);
CREATE INDEX envelope_sent ON envelope (campaign, sent);

-- After closing: bodies alone, under the digest of their receipt.
CREATE TABLE response (
    campaign UUID NOT NULL,
    record BYTEA NOT NULL CHECK (length(record) = 16),
    body BYTEA NOT NULL,
    PRIMARY KEY (campaign, record)
);

-- How many people each released base held, so that the next release adds none or at least ten.
CREATE TABLE ledger (
    campaign UUID NOT NULL,
    name TEXT NOT NULL,
    bases TEXT NOT NULL,
    PRIMARY KEY (campaign, name)
);
