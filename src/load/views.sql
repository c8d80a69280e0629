-- The views, dropped and made again whenever this text or the catalogue changes. `work_reports` and
-- `supervision_reports` are generated from the catalogue beside these (see wide-views.ts).

-- Every field as it stands now: what a reviewer decided where there is a decision, else what was read.
CREATE VIEW settled_fields AS
SELECT f.report_id, f.form, f.indicator, f.period,
       CASE WHEN v.id IS NULL THEN f.status ELSE v.status END AS status,
       CASE WHEN v.id IS NULL THEN f.value_number ELSE v.value_number END AS value_number,
       CASE WHEN v.id IS NULL THEN f.value_text ELSE v.value_text END AS value_text,
       f.unit,
       CASE WHEN v.id IS NULL THEN f.note ELSE v.note END AS note,
       f.confidence,
       v.decision, v.reviewer, v.decided_at
FROM fields f
JOIN reports r ON r.id = f.report_id
JOIN documents d ON d.id = r.document_id
LEFT JOIN reviews v ON v.id = (
  SELECT max(latest.id) FROM reviews latest
  WHERE latest.source_sha256 = d.sha256 AND latest.report_ordinal = r.ordinal
    AND latest.indicator = f.indicator AND latest.period = f.period AND latest.form = f.form);

-- The readings that were weighed for a field, the chosen one, which is the field itself, at rank 1.
CREATE VIEW candidates AS
SELECT report_id, indicator, period, 1 AS rank, raw, status, value_number, value_text, note, label_raw,
       relation, score, page, table_index, row_index, column_index, bbox, alternatives
FROM fields WHERE relation IS NOT NULL
UNION ALL
SELECT report_id, indicator, period, rank, raw, status, value_number, value_text, note, label_raw,
       relation, score, page, table_index, row_index, column_index, bbox, alternatives
FROM rivals;

-- From any field to its place in its file, in one query.
CREATE VIEW fields_located AS
SELECT d.path, d.sha256, r.form, r.template, r.year, r.site_code, r.site_name,
       f.indicator, i.section, i.label, f.period, f.status, f.value_number, f.value_text, f.unit, f.note,
       f.raw, f.label_raw, f.confidence, f.page, f.table_index, f.row_index, f.column_index, f.bbox,
       d.reader, d.source_kind, f.report_id, r.document_id
FROM fields f
JOIN reports r ON r.id = f.report_id
JOIN documents d ON d.id = r.document_id
JOIN indicators i ON i.key = f.indicator AND i.form = f.form;

-- Fields that nobody has looked at and that are less than nine times out of ten right, worst first.
CREATE VIEW low_confidence AS
SELECT d.path, r.form, r.year, r.site_code, r.site_name, f.indicator, i.label, f.period, f.status,
       f.value_number, f.value_text, f.raw, f.label_raw, f.confidence, f.page, f.table_index, f.row_index,
       f.column_index, f.report_id
FROM fields f
JOIN reports r ON r.id = f.report_id
JOIN documents d ON d.id = r.document_id
JOIN indicators i ON i.key = f.indicator AND i.form = f.form
WHERE f.confidence < 0.9
  AND NOT EXISTS (
    SELECT 1 FROM reviews v
    WHERE v.source_sha256 = d.sha256 AND v.report_ordinal = r.ordinal
      AND v.indicator = f.indicator AND v.period = f.period AND v.form = f.form)
ORDER BY f.confidence, f.report_id, f.indicator, f.period;

-- One report a site and year: those of current_reports whose site and year are known.
CREATE VIEW site_years AS
SELECT report_id, form, site, site_code, site_name, reporting_unit, year
FROM current_reports
WHERE year IS NOT NULL AND site IS NOT NULL;

-- Each of them that has one of the year before, beside it: in one pass over the years of each site, since a join of
-- site_years with itself would compare all with all.
CREATE VIEW consecutive_years AS
SELECT report_id, previous_report_id, form, site, site_code, site_name, reporting_unit, year, previous_year
FROM (
  SELECT report_id, form, site, site_code, site_name, reporting_unit, year,
         lag(report_id) OVER by_year AS previous_report_id, lag(year) OVER by_year AS previous_year
  FROM site_years
  WINDOW by_year AS (PARTITION BY form, site ORDER BY year))
WHERE previous_year = year - 1;

-- What changed at a site from one year to the next, for every number filed in both.
CREATE VIEW year_over_year AS
SELECT c.form, c.site_code, c.site_name, c.reporting_unit, f.indicator, i.label, i.unit,
       f.period, c.previous_year, c.year,
       p.value_number AS previous_value, f.value_number AS value,
       f.value_number - p.value_number AS change,
       CASE WHEN p.value_number <> 0
            THEN round(100.0 * (f.value_number - p.value_number) / abs(p.value_number), 1)
       END AS change_percent,
       min(f.confidence, p.confidence) AS confidence,
       c.previous_report_id, c.report_id
FROM consecutive_years c
JOIN settled_fields f ON f.report_id = c.report_id
JOIN settled_fields p
  ON p.report_id = c.previous_report_id AND p.indicator = f.indicator AND p.period = f.period
JOIN indicators i ON i.key = f.indicator AND i.form = f.form
WHERE f.value_number IS NOT NULL AND p.value_number IS NOT NULL AND i.value_type <> 'boolean';
