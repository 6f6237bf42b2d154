-- People who agreed to be recognised from one engagement to the next: pseudonyms, and what is shown of them.

-- One pseudonym in one engagement. It is worked out from an address with a key outside the database, which is destroyed
-- after the year: nothing here says who, when, or what was answered.
CREATE TABLE recognition (
    partnership UUID NOT NULL REFERENCES partnership (id),
    -- The calendar year in which the year of reports begins, on 1 April.
    year BIGINT NOT NULL,
    pseudonym BYTEA NOT NULL,
    survey UUID NOT NULL REFERENCES survey (id),
    -- The band of ages, if it was said; may be empty.
    age TEXT NOT NULL,
    PRIMARY KEY (partnership, year, pseudonym, survey)
);

-- What is shown of a year.
CREATE TABLE recognition_year (
    partnership UUID NOT NULL REFERENCES partnership (id),
    year BIGINT NOT NULL,
    -- Released figures, as JSON.
    figures TEXT NOT NULL,
    -- How many people they count, exactly: never shown, to know when there are enough new ones.
    people BIGINT NOT NULL,
    ended BOOLEAN NOT NULL,
    PRIMARY KEY (partnership, year)
);
