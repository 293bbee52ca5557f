-- The first schema of a ledger. docs/ledger.md describes every table.
--
-- Kept, and only ever added to: page, capture, coder, article_text, reading.
-- Derived from the current reading of each page, and safe to build again:
-- article, search, actor, appearance, party, article_party, record,
-- record_party, pair, term.

CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    form TEXT NOT NULL,
    length INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;

CREATE TABLE capture (
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES page,
    url TEXT,
    captured TEXT,
    content_type TEXT
) STRICT;
CREATE UNIQUE INDEX capture_once ON capture (page, ifnull(url, ''));
CREATE INDEX capture_url ON capture (url) WHERE url IS NOT NULL;

CREATE TABLE coder (
    id INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    weights TEXT NOT NULL,
    codebook TEXT NOT NULL,
    UNIQUE (version, weights, codebook)
) STRICT;

CREATE TABLE article_text (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    text TEXT NOT NULL
) STRICT;

-- AUTOINCREMENT: numbers are never used again, so that "newer than" holds.
CREATE TABLE reading (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    page INTEGER NOT NULL REFERENCES page,
    coder INTEGER NOT NULL REFERENCES coder,
    text INTEGER NOT NULL REFERENCES article_text,
    length INTEGER NOT NULL,
    packed BLOB NOT NULL,
    UNIQUE (page, coder)
) STRICT;

CREATE TABLE article (
    id INTEGER PRIMARY KEY REFERENCES page,
    reading INTEGER NOT NULL UNIQUE REFERENCES reading,
    source_id TEXT,
    url TEXT,
    site TEXT,
    title TEXT,
    standfirst TEXT,
    authors TEXT NOT NULL,
    published TEXT,
    published_from TEXT,
    modified TEXT,
    modified_from TEXT,
    language TEXT
) STRICT;
CREATE INDEX article_source_id ON article (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;
CREATE INDEX article_published ON article (published);

CREATE VIEW search_content AS
SELECT article.id AS article, article.title, article.standfirst, article_text.text
FROM article
JOIN reading ON reading.id = article.reading
JOIN article_text ON article_text.id = reading.text;

CREATE VIRTUAL TABLE search USING fts5 (
    title, standfirst, text,
    content = 'search_content', content_rowid = 'article',
    tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    term TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE party (
    id INTEGER PRIMARY KEY,
    party TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE actor (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    party INTEGER REFERENCES party,
    country TEXT,
    sector TEXT,
    role TEXT,
    wikidata TEXT
) STRICT;
CREATE UNIQUE INDEX actor_once ON actor (
    name, kind, ifnull(party, 0), ifnull(country, ''), ifnull(sector, ''), ifnull(role, ''),
    ifnull(wikidata, '')
);

CREATE TABLE appearance (
    article INTEGER NOT NULL REFERENCES article,
    number INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actor,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX appearance_actor ON appearance (actor);

-- `day` counts from 1970-01-01; 3000000 stands for an undated article, so
-- that the undated come last.
CREATE TABLE article_party (
    party INTEGER NOT NULL REFERENCES party,
    day INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article,
    PRIMARY KEY (party, day, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_party_article ON article_party (article);

CREATE TABLE record (
    article INTEGER NOT NULL REFERENCES article,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    code INTEGER REFERENCES term,
    mode INTEGER REFERENCES term,
    state INTEGER REFERENCES term,
    channel INTEGER REFERENCES term,
    place INTEGER REFERENCES term,
    country INTEGER REFERENCES term,
    reported_by INTEGER REFERENCES party,
    statement INTEGER,
    answers INTEGER,
    start INTEGER,
    days INTEGER,
    precision INTEGER REFERENCES term,
    score INTEGER,
    content_start INTEGER,
    content_end INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    confidence INTEGER NOT NULL,
    PRIMARY KEY (article, kind, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_party (
    article INTEGER NOT NULL REFERENCES article,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    side INTEGER NOT NULL REFERENCES term,
    party INTEGER NOT NULL REFERENCES party,
    PRIMARY KEY (article, kind, number, side, party)
) STRICT, WITHOUT ROWID;

CREATE TABLE pair (
    first INTEGER NOT NULL REFERENCES party,
    second INTEGER NOT NULL REFERENCES party,
    article INTEGER NOT NULL REFERENCES article,
    records INTEGER NOT NULL,
    PRIMARY KEY (first, second, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_article ON pair (article);

-- What analysts read: every record in plain words, its evidence beside it.
CREATE VIEW records AS
SELECT
    'sha256:' || lower(hex(page.hash)) AS article,
    record.kind || record.number AS record,
    CASE record.kind
        WHEN 'e' THEN 'event' WHEN 's' THEN 'statement' WHEN 'c' THEN 'claim'
        WHEN 'k' THEN 'commitment' WHEN 'p' THEN 'proposal'
    END AS kind,
    article.site,
    article.published,
    article.title,
    code.term AS code,
    mode.term AS mode,
    CASE record.kind WHEN 'e' THEN state.term END AS standing,
    CASE record.kind WHEN 'k' THEN state.term END AS status,
    channel.term AS channel,
    place.term AS place,
    country.term AS country,
    reporter.party AS reported_by,
    's' || record.statement AS statement,
    'c' || record.answers AS answers,
    date(record.start * 86400, 'unixepoch') AS start,
    date((record.start + record.days) * 86400, 'unixepoch') AS "end",
    precision.term AS precision,
    record.score / 100.0 AS score,
    substr(
        article_text.text, record.content_start + 1, record.content_end - record.content_start
    ) AS content,
    substr(
        article_text.text, record.evidence_start + 1, record.evidence_end - record.evidence_start
    ) AS evidence,
    record.evidence_start,
    record.evidence_end,
    record.confidence / 1000.0 AS confidence
FROM record
JOIN article ON article.id = record.article
JOIN page ON page.id = record.article
JOIN reading ON reading.id = article.reading
JOIN article_text ON article_text.id = reading.text
LEFT JOIN term AS code ON code.id = record.code
LEFT JOIN term AS mode ON mode.id = record.mode
LEFT JOIN term AS state ON state.id = record.state
LEFT JOIN term AS channel ON channel.id = record.channel
LEFT JOIN term AS place ON place.id = record.place
LEFT JOIN term AS country ON country.id = record.country
LEFT JOIN term AS precision ON precision.id = record.precision
LEFT JOIN party AS reporter ON reporter.id = record.reported_by;

CREATE VIEW sides AS
SELECT
    'sha256:' || lower(hex(page.hash)) AS article,
    record_party.kind || record_party.number AS record,
    term.term AS side,
    party.party
FROM record_party
JOIN page ON page.id = record_party.article
JOIN term ON term.id = record_party.side
JOIN party ON party.id = record_party.party;

CREATE VIEW actors AS
SELECT
    'sha256:' || lower(hex(page.hash)) AS article,
    'a' || appearance.number AS id,
    actor.name,
    actor.kind,
    party.party,
    actor.country,
    actor.sector,
    actor.role,
    actor.wikidata,
    appearance.mentions
FROM appearance
JOIN page ON page.id = appearance.article
JOIN actor ON actor.id = appearance.actor
LEFT JOIN party ON party.id = actor.party;
