-- Answers. No time, no sequence, no address, nothing that refers to people; keys are random, so the order of rows says
-- nothing. One row is written when somebody saves or sends, and nothing else anywhere.

CREATE TABLE campaign (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    open INTEGER NOT NULL CHECK (open IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE envelope (
    campaign BLOB NOT NULL,
    voter_ref BLOB NOT NULL CHECK (length(voter_ref) = 32),
    sent INTEGER NOT NULL CHECK (sent IN (0, 1)),
    -- Answers, language, version, and after sending the week, the receipt's and the claim code's digest.
    body BLOB NOT NULL,
    PRIMARY KEY (campaign, voter_ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX envelope_sent ON envelope (campaign, sent);

-- After closing: bodies alone, under the digest of their receipt.
CREATE TABLE response (
    campaign BLOB NOT NULL,
    record BLOB NOT NULL CHECK (length(record) = 16),
    body BLOB NOT NULL,
    PRIMARY KEY (campaign, record)
) STRICT, WITHOUT ROWID;

-- How many people each released base held, so that the next release adds none or at least ten.
CREATE TABLE ledger (
    campaign BLOB NOT NULL,
    name TEXT NOT NULL,
    bases TEXT NOT NULL,
    PRIMARY KEY (campaign, name)
) STRICT, WITHOUT ROWID;
