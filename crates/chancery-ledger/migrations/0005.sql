-- The fifth schema of a ledger: what is made of a reading once, so that it need
-- not be made whenever somebody asks.
--
-- Derived: compact, imprint.

-- The current readings in a form that is quicker to take in than the wire form,
-- without the article's text; and what stories are found from. Both are numbered
-- by their form. `sum` is of the bytes: the first eight of their SHA-256.
CREATE TABLE compact (
    reading INTEGER PRIMARY KEY REFERENCES reading,
    form INTEGER NOT NULL,
    sum INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE INDEX compact_form ON compact (form, reading);

CREATE TABLE imprint (
    reading INTEGER PRIMARY KEY REFERENCES reading,
    form INTEGER NOT NULL,
    sum INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE INDEX imprint_form ON imprint (form, reading);
