-- Reaching those who are missing: the ways that a partnership has, and the tasks that its staff take.

CREATE TABLE outreach (
    id UUID PRIMARY KEY NOT NULL,
    partnership UUID NOT NULL REFERENCES partnership (id),
    -- Name, kind, groups, costs and note, as JSON: they are always read together.
    way TEXT NOT NULL,
    -- When it was taken off the list; tasks may still name it.
    retired_at BIGINT,
    made_at BIGINT NOT NULL
);
CREATE INDEX outreach_by_partnership ON outreach (partnership, made_at);

CREATE TABLE outreach_task (
    id UUID PRIMARY KEY NOT NULL,
    survey UUID NOT NULL REFERENCES survey (id),
    characteristic TEXT NOT NULL,
    people TEXT NOT NULL,
    -- The way that was chosen, if it is one of the list.
    outreach UUID REFERENCES outreach (id),
    -- The civil date until which it is meant to be done.
    due TEXT,
    taken_by UUID NOT NULL REFERENCES account (id),
    taken_at BIGINT NOT NULL,
    -- The published counts when it was taken, and when it was closed, as JSON.
    seen_before TEXT NOT NULL,
    seen_after TEXT,
    -- 'done' or 'given_up', with a reason.
    outcome TEXT CHECK (outcome IN ('done', 'given_up')),
    reason TEXT NOT NULL,
    closed_by UUID REFERENCES account (id),
    closed_at BIGINT
);
CREATE INDEX outreach_task_by_survey ON outreach_task (survey, taken_at);
