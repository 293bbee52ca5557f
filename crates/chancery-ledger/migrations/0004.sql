-- The fourth schema of a ledger: who added and read again what, and which
-- records people corrected.
--
-- Kept, and only ever added to: batch.
-- Derived: corrected.

-- What one transaction added: the command (`work` is 'add' or 'recode') by whom,
-- when it began, and the coder. Nothing is known of who made a ledger's batches
-- before this schema: they are one row a coder and kind of work.
CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    work TEXT NOT NULL,
    made_by TEXT,
    made TEXT,
    coder INTEGER NOT NULL REFERENCES coder,
    pages INTEGER NOT NULL,
    captures INTEGER NOT NULL,
    readings INTEGER NOT NULL
) STRICT;
INSERT INTO batch (work, coder, pages, captures, readings)
SELECT
    CASE WHEN reading.id = first.id THEN 'add' ELSE 'recode' END AS work,
    reading.coder,
    sum(reading.id = first.id),
    sum(CASE WHEN reading.id = first.id THEN
        (SELECT count(*) FROM capture WHERE capture.page = reading.page) ELSE 0 END),
    count(*)
FROM reading
JOIN (SELECT page, min(id) AS id FROM reading GROUP BY page) AS first USING (page)
GROUP BY work, reading.coder
ORDER BY min(reading.id);

-- The record of the current reading that a correction is about, null where none
-- fits, and whether it still holds: a later one may have taken it back.
CREATE TABLE corrected (
    correction INTEGER PRIMARY KEY REFERENCES correction,
    article INTEGER NOT NULL REFERENCES page,
    kind TEXT,
    number INTEGER,
    holds INTEGER NOT NULL
) STRICT;
CREATE INDEX corrected_record ON corrected (article, kind, number);

-- What analysts read: docs/sql.md says what each column is.
DROP VIEW records;
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
    record.confidence / 1000.0 AS confidence,
    EXISTS (
        SELECT 1 FROM corrected JOIN correction ON correction.id = corrected.correction
        WHERE corrected.article = record.article AND corrected.kind = record.kind
            AND corrected.number = record.number AND corrected.holds
            AND correction.change = 'reject'
    ) AS rejected,
    (
        SELECT nullif(json_group_object(correction.key, correction.value), '{}')
        FROM corrected JOIN correction ON correction.id = corrected.correction
        WHERE corrected.article = record.article AND corrected.kind = record.kind
            AND corrected.number = record.number AND corrected.holds
            AND correction.change = 'set'
    ) AS corrected
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

DROP VIEW corrections;
CREATE VIEW corrections AS
SELECT
    correction.id AS number,
    'sha256:' || lower(hex(page.hash)) AS article,
    corrected.kind || corrected.number AS record,
    corrected.holds,
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
LEFT JOIN corrected ON corrected.correction = correction.id
LEFT JOIN record_key AS other ON other.id = correction.merged_with
LEFT JOIN page AS other_page ON other_page.id = other.page
LEFT JOIN article_text AS other_text ON other_text.id = other.text;

CREATE VIEW batches AS
SELECT
    min(batch.id) AS number,
    batch.work,
    batch.made_by,
    batch.made,
    coder.version AS coder,
    coder.weights,
    coder.codebook,
    sum(batch.pages) AS pages,
    sum(batch.captures) AS captures,
    sum(batch.readings) AS readings
FROM batch
JOIN coder ON coder.id = batch.coder
GROUP BY batch.work, batch.made_by, batch.made, batch.coder;
