-- People who sign in. Tokens and codes are kept as hashes only.

CREATE TABLE account (
    id UUID PRIMARY KEY NOT NULL,
    address TEXT NOT NULL,
    address_folded TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    -- Argon2id in PHC form; none for members of the public.
    password TEXT,
    -- Number used once, from which and a key outside the database the secret of the code generator is made; and since
    -- when it is confirmed.
    totp BYTEA,
    totp_since BIGINT,
    -- The last time step that was used: a code works once.
    totp_step BIGINT NOT NULL,
    administrator BOOLEAN NOT NULL,
    made_at BIGINT NOT NULL,
    disabled_at BIGINT
);

CREATE TABLE membership (
    account UUID NOT NULL REFERENCES account (id),
    body UUID NOT NULL REFERENCES body (id),
    role TEXT NOT NULL CHECK (role IN ('officer', 'researcher')),
    since BIGINT NOT NULL,
    PRIMARY KEY (account, body)
);
CREATE INDEX membership_by_body ON membership (body, account);

CREATE TABLE recovery_code (
    account UUID NOT NULL REFERENCES account (id),
    code BYTEA NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (account, code)
);

CREATE TABLE session (
    id UUID PRIMARY KEY NOT NULL,
    token BYTEA NOT NULL UNIQUE,
    account UUID NOT NULL REFERENCES account (id),
    -- 'code': the password was right, the code is still to come. 'enrol': may only set up the second factor.
    stage TEXT NOT NULL CHECK (stage IN ('code', 'enrol', 'full')),
    -- A coarse word for the browser ("Firefox on Android"), so that its owner knows it again.
    browser TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account, made_at);
CREATE INDEX session_by_end ON session (ends_at);

-- Links and typed codes sent by mail.
CREATE TABLE sign_in (
    id UUID PRIMARY KEY NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('member', 'reset')),
    account UUID REFERENCES account (id),
    address TEXT NOT NULL,
    token BYTEA NOT NULL UNIQUE,
    code BYTEA NOT NULL,
    -- Hash of the cookie of the browser that asked.
    browser BYTEA NOT NULL,
    tries BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX sign_in_by_browser ON sign_in (browser, purpose, made_at);
CREATE INDEX sign_in_by_end ON sign_in (ends_at);

-- Invitations of staff.
CREATE TABLE account_invitation (
    id UUID PRIMARY KEY NOT NULL,
    token BYTEA NOT NULL UNIQUE,
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    body UUID REFERENCES body (id),
    role TEXT CHECK (role IN ('officer', 'researcher')),
    administrator BOOLEAN NOT NULL,
    made_by UUID REFERENCES account (id),
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX account_invitation_by_body ON account_invitation (body, made_at);
