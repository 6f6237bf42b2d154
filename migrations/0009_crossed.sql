-- Tables of two dimensions, each as it was released last: they are many, and a page shows one.

CREATE TABLE crossed (
    survey UUID NOT NULL REFERENCES survey (id),
    -- 'answers' or 'rehearsal'.
    source TEXT NOT NULL CHECK (source IN ('answers', 'rehearsal')),
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (survey, source, name)
);
