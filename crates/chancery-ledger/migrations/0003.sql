-- The third schema of a ledger: where a reader has looked.
--
-- Kept, and only ever added to: look.

-- A look at what was new of a pair: when, and the last page that the ledger had
-- then. Pages with greater numbers are new to the reader.
CREATE TABLE look (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    made TEXT NOT NULL,
    page INTEGER NOT NULL
) STRICT;
CREATE INDEX look_pair ON look (first, second, id);
