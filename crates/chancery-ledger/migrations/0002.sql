-- The second schema of a ledger: corrections, stories, and a page may be read
-- by one coder more than once.
--
-- Kept, and only ever added to: record_key, correction.
-- Derived: story.

-- What a correction is bound to: the words of the record in one text of its
-- article (code points), and what it says of whom. Parties are parted by '; '.
CREATE TABLE record_key (
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES page,
    text INTEGER NOT NULL REFERENCES article_text,
    kind TEXT NOT NULL,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    code TEXT,
    parties TEXT NOT NULL
) STRICT;
CREATE INDEX record_key_page ON record_key (page);

CREATE TABLE correction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    record INTEGER NOT NULL REFERENCES record_key,
    change TEXT NOT NULL,
    key TEXT,
    value TEXT,
    merged_with INTEGER REFERENCES record_key,
    made_by TEXT NOT NULL,
    made TEXT NOT NULL,
    why TEXT
) STRICT;
CREATE INDEX correction_record ON correction (record);
CREATE INDEX correction_merged_with ON correction (merged_with) WHERE merged_with IS NOT NULL;

-- Both numbers count from 1 in the order of the stories' first articles; those
-- of an origin within its story.
CREATE TABLE story (
    article INTEGER PRIMARY KEY REFERENCES article,
    story INTEGER NOT NULL,
    origin INTEGER NOT NULL
) STRICT;
CREATE INDEX story_number ON story (story);

-- A coder that reads a page again after another one has read it gives a reading
-- that is newest once more, so that page and coder together are not unique.
DROP VIEW search_content;
DROP VIEW records;
CREATE TABLE reading_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    page INTEGER NOT NULL REFERENCES page,
    coder INTEGER NOT NULL REFERENCES coder,
    text INTEGER NOT NULL REFERENCES article_text,
    length INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;
INSERT INTO reading_new SELECT id, page, coder, text, length, packed FROM reading ORDER BY id;
DROP TABLE reading;
ALTER TABLE reading_new RENAME TO reading;
CREATE INDEX reading_page ON reading (page, coder);
CREATE INDEX reading_text ON reading (text);

CREATE VIEW search_content AS
SELECT article.id AS article, article.title, article.standfirst, article_text.text
FROM article
JOIN reading ON reading.id = article.reading
JOIN article_text ON article_text.id = reading.text;

-- What analysts read: docs/sql.md says what each column is.
CREATE VIEW records AS
SELECT
    'sha256:' || lower(hex(page.hash)) AS article,
    record.kind || record.number AS record,
    lower(substr(hex(page.hash), 1, 8)) || '/' || record.kind || record.number AS name,
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

CREATE VIEW articles AS
SELECT
    'sha256:' || lower(hex(page.hash)) AS article,
    article.source_id,
    article.url,
    article.site,
    article.title,
    article.standfirst,
    article.authors,
    article.published,
    article.modified,
    article.language,
    coder.version AS coder,
    coder.weights,
    coder.codebook,
    article_text.text
FROM article
JOIN page ON page.id = article.id
JOIN reading ON reading.id = article.reading
JOIN coder ON coder.id = reading.coder
JOIN article_text ON article_text.id = reading.text;

CREATE VIEW pairs AS
SELECT
    min(one.party, other.party) AS first,
    max(one.party, other.party) AS second,
    count(*) AS articles,
    sum(pair.records) AS records
FROM pair
JOIN party AS one ON one.id = pair.first
JOIN party AS other ON other.id = pair.second
GROUP BY pair.first, pair.second;

CREATE VIEW stories AS
SELECT
    story.story,
    story.origin,
    'sha256:' || lower(hex(page.hash)) AS article,
    article.site,
    article.published,
    article.title
FROM story
JOIN article ON article.id = story.article
JOIN page ON page.id = story.article;

CREATE VIEW corrections AS
SELECT
    correction.id AS number,
    'sha256:' || lower(hex(page.hash)) AS article,
    CASE record_key.kind
        WHEN 'e' THEN 'event' WHEN 's' THEN 'statement' WHEN 'c' THEN 'claim'
        WHEN 'k' THEN 'commitment' WHEN 'p' THEN 'proposal'
    END AS kind,
    record_key.code,
    record_key.parties,
    substr(
        article_text.text, record_key.evidence_start + 1,
        record_key.evidence_end - record_key.evidence_start
    ) AS evidence,
    correction.change,
    correction.key,
    correction.value,
    'sha256:' || lower(hex(other_page.hash)) AS other_article,
    substr(
        other_text.text, other.evidence_start + 1, other.evidence_end - other.evidence_start
    ) AS other_evidence,
    correction.made_by,
    correction.made,
    correction.why
FROM correction
JOIN record_key ON record_key.id = correction.record
JOIN page ON page.id = record_key.page
JOIN article_text ON article_text.id = record_key.text
LEFT JOIN record_key AS other ON other.id = correction.merged_with
LEFT JOIN page AS other_page ON other_page.id = other.page
LEFT JOIN article_text AS other_text ON other_text.id = other.text;
