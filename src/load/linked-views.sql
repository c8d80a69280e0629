-- The same filing published more than once (as docx and as html, on two sites): linked, and counted once. Run
-- before views.sql, whose views stand on these.

-- Which site a report is about. A site is known by its code; a report without one takes the code that all
-- reports of the same name carry in that year, else in any year; else it is known by that name, and a
-- supervision form by its unit. What has neither, or no year, is linked to nothing.
CREATE VIEW report_sites AS
SELECT report_id, form, year,
       CASE WHEN lower_code IS NOT NULL THEN lower_code
            WHEN name IS NULL THEN NULL
            WHEN year_code_low = year_code_high THEN year_code_low
            WHEN any_code_low = any_code_high THEN any_code_low
            ELSE name END AS site
FROM (
  SELECT r.id AS report_id, r.form, r.year, lower(r.site_code) AS lower_code,
         coalesce(r.site_name, r.reporting_unit) AS name,
         min(lower(r.site_code)) OVER same_year AS year_code_low,
         max(lower(r.site_code)) OVER same_year AS year_code_high,
         min(lower(r.site_code)) OVER any_year AS any_code_low,
         max(lower(r.site_code)) OVER any_year AS any_code_high
  FROM reports r
  WINDOW same_year AS (PARTITION BY r.form, coalesce(r.site_name, r.reporting_unit), r.year),
         any_year AS (PARTITION BY r.form, coalesce(r.site_name, r.reporting_unit)));

-- Every report with the filing that it is a copy of; rank 1 is the one that counts: the fullest, the surest,
-- the one whose format loses least, and last the one with the smallest path.
CREATE VIEW ranked_reports AS
SELECT r.id AS report_id, s.site, r.document_id, d.path, d.source_kind,
       first_value(r.id) OVER best AS current_report_id,
       row_number() OVER best AS rank,
       count(*) OVER (
         PARTITION BY r.form, s.site, r.year,
           CASE WHEN s.site IS NULL OR r.year IS NULL THEN r.id END) AS copies
FROM reports r
JOIN report_sites s ON s.report_id = r.id
JOIN documents d ON d.id = r.document_id
WINDOW best AS (
  PARTITION BY r.form, s.site, r.year, CASE WHEN s.site IS NULL OR r.year IS NULL THEN r.id END
  ORDER BY r.completeness DESC, r.confidence DESC,
    CASE d.source_kind WHEN 'office' THEN 0 WHEN 'html' THEN 1 WHEN 'word-dump' THEN 2 WHEN 'pdf' THEN 3
                       WHEN 'ocr-text' THEN 4 WHEN 'scan' THEN 5 ELSE 6 END,
    d.path, r.ordinal);

-- Exactly one report of each filing: count these, and no site is counted twice.
CREATE VIEW current_reports AS
SELECT k.report_id, r.form, r.template, r.year, k.site, r.site_code, r.site_name, r.reporting_unit,
       r.region_code, r.completeness, r.confidence, k.copies, r.document_id, k.path, k.source_kind
FROM ranked_reports k
JOIN reports r ON r.id = k.report_id
WHERE k.rank = 1;

-- Reports that are the same filing, each with the one that stands for all of them in current_reports.
CREATE VIEW linked_reports AS
SELECT k.current_report_id, k.report_id, k.rank, k.rank = 1 AS is_current, k.copies, r.form, r.year, k.site,
       r.site_code, r.site_name, r.reporting_unit, r.completeness, r.confidence, k.path, k.source_kind
FROM ranked_reports k
JOIN reports r ON r.id = k.report_id
WHERE k.copies > 1;

-- Every field of a copy beside the same field of the report that counts. Texts that differ in blanks and in the
-- width of their signs only are the same: formats differ in these without anybody having filed another value.
CREATE VIEW linked_fields AS
SELECT l.current_report_id, l.report_id AS other_report_id, f.form, f.indicator, f.period,
       f.status, f.value_number, f.value_text, f.confidence,
       g.status AS other_status, g.value_number AS other_value_number, g.value_text AS other_value_text,
       g.confidence AS other_confidence,
       f.status = g.status AND f.value_number IS g.value_number
         AND (f.value_text IS g.value_text
              OR replace(replace(replace(replace(replace(replace(f.value_text,
                   ' ', ''), '　', ''), '（', '('), '）', ')'), '：', ':'), '，', ',')
               = replace(replace(replace(replace(replace(replace(g.value_text,
                   ' ', ''), '　', ''), '（', '('), '）', ')'), '：', ':'), '，', ',')) AS agrees
FROM linked_reports l
JOIN fields f ON f.report_id = l.current_report_id
JOIN fields g ON g.report_id = l.report_id AND g.indicator = f.indicator AND g.period = f.period
WHERE l.rank > 1;

-- What the copies of a filing say to each of its fields. `confidence` is that of the reading itself, which
-- depends on its own file alone; `agreed_confidence` is that of the surest among the readings that say the same,
-- since all of them are right where one is. Copies share a source, so that their doubts are not multiplied.
CREATE VIEW agreement AS
SELECT current_report_id AS report_id, form, indicator, period, status, value_number, value_text, confidence,
       max(confidence, max(CASE WHEN agrees THEN other_confidence ELSE 0 END)) AS agreed_confidence,
       sum(agrees) AS agreeing, sum(NOT agrees) AS differing
FROM linked_fields
GROUP BY current_report_id, indicator, period;
