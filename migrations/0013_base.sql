-- With whom those who answered a survey are compared, where staff chose; a survey without a row keeps to what its figures
-- count.
CREATE TABLE survey_base (
    survey UUID PRIMARY KEY REFERENCES survey (id),
    base TEXT NOT NULL
);
