-- What review adds to the views; run right after views.sql.

-- Which file a reviewed content stood in: tells that a file somebody reviewed has changed since.
CREATE TABLE IF NOT EXISTS review_sources (
  source_sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(source_sha256) = 64),
  path          TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS review_sources_by_path ON review_sources (path);

-- Every field with the decision of a reviewer laid over what was read; both are there. `decision` is NULL where
-- nobody has decided, or where the file has changed since.
CREATE VIEW fields_reviewed AS
SELECT d.path, d.sha256, r.form, r.template, r.year, r.site_code, r.site_name,
       f.indicator, i.section, i.label, f.period,
       CASE WHEN v.id IS NULL THEN f.status ELSE v.status END AS status,
       CASE WHEN v.id IS NULL THEN f.value_number ELSE v.value_number END AS value_number,
       CASE WHEN v.id IS NULL THEN f.value_text ELSE v.value_text END AS value_text,
       f.unit,
       CASE WHEN v.id IS NULL THEN f.note ELSE v.note END AS note,
       f.raw, f.label_raw, f.confidence,
       f.status AS extracted_status, f.value_number AS extracted_value_number,
       f.value_text AS extracted_value_text,
       v.decision, v.reviewer, v.decided_at, v.id AS review_id, f.report_id, r.document_id
FROM fields f
JOIN reports r ON r.id = f.report_id
JOIN documents d ON d.id = r.document_id
JOIN indicators i ON i.key = f.indicator AND i.form = f.form
LEFT JOIN reviews v ON v.id = (
  SELECT max(latest.id) FROM reviews latest
  WHERE latest.source_sha256 = d.sha256 AND latest.report_ordinal = r.ordinal
    AND latest.indicator = f.indicator AND latest.period = f.period AND latest.form = f.form);

-- Decisions about a file that has other content by now, as long as nobody has decided about the new content:
-- kept as history, and asked again at the report that stands in the file today.
CREATE VIEW reviews_to_repeat AS
SELECT v.id AS review_id, s.path, r.id AS report_id, v.form, v.indicator, v.period,
       v.status, v.value_number, v.value_text, v.note, v.decision, v.reviewer, v.decided_at,
       v.source_sha256 AS reviewed_sha256, d.sha256
FROM reviews v
JOIN review_sources s ON s.source_sha256 = v.source_sha256
JOIN documents d ON d.path = s.path AND d.sha256 <> v.source_sha256
JOIN reports r ON r.document_id = d.id AND r.ordinal = v.report_ordinal AND r.form = v.form
WHERE v.id = (
    SELECT max(latest.id) FROM review_sources former
    JOIN reviews latest ON latest.source_sha256 = former.source_sha256
    WHERE former.path = s.path AND former.source_sha256 <> d.sha256
      AND latest.report_ordinal = v.report_ordinal AND latest.form = v.form
      AND latest.indicator = v.indicator AND latest.period = v.period)
  AND NOT EXISTS (
    SELECT 1 FROM reviews renewed
    WHERE renewed.source_sha256 = d.sha256 AND renewed.report_ordinal = v.report_ordinal
      AND renewed.indicator = v.indicator AND renewed.period = v.period AND renewed.form = v.form);
