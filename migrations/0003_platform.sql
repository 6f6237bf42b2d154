-- What every noun uses: work that runs by itself, letters, the record of who did what, allowances.

CREATE TABLE job (
    id UUID PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    -- At most one job with this key waits or runs at a time.
    unique_key TEXT,
    partnership UUID REFERENCES partnership (id),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    run_at BIGINT NOT NULL,
    lease_until BIGINT,
    attempts BIGINT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    -- What went wrong last, in words without personal data.
    note TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX job_once ON job (unique_key) WHERE unique_key IS NOT NULL AND state IN ('waiting', 'running');
CREATE INDEX job_waiting ON job (state, run_at);
CREATE INDEX job_by_partnership ON job (partnership, made_at);

CREATE TABLE mail (
    id UUID PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    partnership UUID REFERENCES partnership (id),
    -- One letter per person and wave.
    unique_key TEXT UNIQUE,
    -- Address, subject and bodies are erased when the letter is handed over.
    address TEXT NOT NULL,
    subject TEXT NOT NULL,
    body_text TEXT NOT NULL,
    body_html TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'handed_over', 'failed'))
);
CREATE INDEX mail_by_partnership ON mail (partnership, kind, state);

CREATE TABLE audit (
    id UUID PRIMARY KEY NOT NULL,
    at BIGINT NOT NULL,
    account UUID REFERENCES account (id),
    partnership UUID REFERENCES partnership (id),
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX audit_by_subject ON audit (subject, at);
CREATE INDEX audit_by_partnership ON audit (partnership, at);

-- How often something was done in a window of time: sign-ins by address, codes tried, letters asked for.
CREATE TABLE allowance (
    bucket TEXT NOT NULL,
    window_start BIGINT NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (bucket, window_start)
);
CREATE INDEX allowance_by_window ON allowance (window_start);

-- What this installation is: whether everything in it is rehearsed, and since when.
CREATE TABLE installation (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);
