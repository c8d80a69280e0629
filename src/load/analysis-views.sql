-- Views that answer what analysts ask most. Dropped and made again with those of views.sql.

-- Every report with its place: the region that the first six digits of the site code name.
CREATE VIEW reports_located AS
SELECT r.id AS report_id, r.form, r.template, r.year, r.site_code, r.site_name, r.reporting_unit,
       r.region_code, g.province, g.city, g.county,
       CASE WHEN g.county IS NOT NULL THEN 'county' WHEN g.city IS NOT NULL THEN 'city'
            WHEN g.province IS NOT NULL THEN 'province' END AS region_level,
       r.completeness, r.confidence, r.document_id, d.path
FROM reports r
JOIN documents d ON d.id = r.document_id
LEFT JOIN regions g ON g.code = r.region_code;

-- The shares that are quoted from the reports: what is divided by what. A numerator may have two parts.
CREATE VIEW ratio_definitions AS
WITH definitions (ratio, form, label, numerator, numerator_2, denominator) AS (VALUES
  ('online_share', 'work', '可全程在线办理率', 'services.fully_online_items', NULL, 'services.items'),
  ('messages_closed_share', 'work', '留言办结率', 'messages.closed', NULL, 'messages.received'),
  ('messages_on_time_share', 'work', '留言按时办结率', 'messages.closed_on_time', NULL, 'messages.closed'),
  ('messages_published_share', 'work', '留言公开答复率', 'messages.replies_published', NULL, 'messages.closed'),
  ('interviews_answered_share', 'work', '访谈答复率', 'interviews.messages_answered', NULL,
   'interviews.messages_received'),
  ('consultations_published_share', 'work', '征集调查结果公布率', 'consultations.results_published', NULL,
   'consultations.held'),
  ('problems_rectified_share', 'work', '安全问题整改率', 'security.problems_fixed', NULL,
   'security.problems_found'),
  ('surveyed_share', 'supervision', '网站普查率', 'supervision.census.sites_surveyed', NULL,
   'supervision.census.sites_running'),
  ('census_rectified_share', 'supervision', '普查问题网站整改率', 'supervision.census.sites_rectified', NULL,
   'supervision.census.sites_with_serious_problems'),
  ('security_rectified_share', 'supervision', '安全问题网站整改率', 'supervision.security.sites_rectified',
   NULL, 'supervision.security.sites_with_problems'),
  ('error_reports_closed_share', 'supervision', '找错留言办结率', 'supervision.error_reports.closed_on_time',
   'supervision.error_reports.closed_late', 'supervision.error_reports.received'),
  ('error_reports_on_time_share', 'supervision', '找错留言按期办结率',
   'supervision.error_reports.closed_on_time', NULL, 'supervision.error_reports.received'),
  ('mailbox_closed_share', 'supervision', '主席信箱办结率', 'supervision.chairman_mailbox.closed_on_time',
   'supervision.chairman_mailbox.closed_late', 'supervision.chairman_mailbox.received'),
  ('mailbox_on_time_share', 'supervision', '主席信箱按期办结率',
   'supervision.chairman_mailbox.closed_on_time', NULL, 'supervision.chairman_mailbox.received'),
  ('fake_sites_handled_share', 'supervision', '假冒网站处置率', 'supervision.fake_sites.handled', NULL,
   'supervision.fake_sites.found'))
SELECT ratio, form, label, numerator, numerator_2, denominator FROM definitions;

-- One row a report, period and ratio that its template allows. `share` is a fraction (0.4833), `percent` the
-- same in percentage points (48.33), as the reports write it. Both are NULL where a part was not reported or the
-- denominator is 0 (0 of 0 is no share); `gap` then says which. Of the cases closed in time and those closed late,
-- 无 for the latter means that there were none to add. A share above 1 stays: the filing says so.
CREATE VIEW ratios AS
SELECT report_id, form, year, site_code, site_name, reporting_unit, period, ratio, label,
       numerator, denominator,
       CASE WHEN denominator > 0 THEN round(1.0 * numerator / denominator, 4) END AS share,
       CASE WHEN denominator > 0 THEN round(100.0 * numerator / denominator, 2) END AS percent,
       CASE WHEN numerator IS NULL THEN 'numerator not reported'
            WHEN denominator IS NULL THEN 'denominator not reported'
            WHEN denominator <= 0 THEN 'denominator is 0' END AS gap,
       confidence
FROM (
  SELECT r.id AS report_id, r.form, r.year, r.site_code, r.site_name, r.reporting_unit, whole.period,
         q.ratio, q.label,
         CASE WHEN q.numerator_2 IS NULL THEN part.value_number
              ELSE part.value_number + (
                SELECT CASE part_2.status WHEN 'none' THEN 0 ELSE part_2.value_number END
                FROM settled_fields part_2
                WHERE part_2.report_id = r.id AND part_2.indicator = q.numerator_2
                  AND part_2.period = whole.period) END AS numerator,
         whole.value_number AS denominator,
         min(part.confidence, whole.confidence, coalesce((
           SELECT part_2.confidence FROM fields part_2
           WHERE part_2.report_id = r.id AND part_2.indicator = q.numerator_2
             AND part_2.period = whole.period), 1)) AS confidence
  FROM ratio_definitions q
  JOIN reports r ON r.form = q.form
  JOIN settled_fields whole ON whole.report_id = r.id AND whole.indicator = q.denominator
  JOIN settled_fields part
    ON part.report_id = r.id AND part.indicator = q.numerator AND part.period = whole.period);

-- One row a site and year of the years in which anybody filed that form: did it file, and is it a gap between
-- years in which it did?
CREATE VIEW coverage AS
SELECT s.form, s.site, s.site_code, s.site_name, s.reporting_unit, g.province, g.city, g.county, s.year,
       s.report_id IS NOT NULL AS filed,
       s.report_id IS NULL AND s.year > s.first_year AND s.year < s.last_year AS gap,
       s.report_id
FROM (
  -- Every filing beside every year, grouped by site and year: a join to find the filing of a year would go
  -- through all filings for each of them.
  SELECT f.form, f.site, max(f.site_code) AS site_code, max(f.site_name) AS site_name,
         max(f.reporting_unit) AS reporting_unit, min(f.year) AS first_year, max(f.year) AS last_year,
         y.year, max(CASE WHEN f.year = y.year THEN f.report_id END) AS report_id
  FROM site_years f
  JOIN (SELECT DISTINCT form, year FROM reports WHERE year IS NOT NULL) y ON y.form = f.form
  GROUP BY f.form, f.site, y.year) s
LEFT JOIN regions g ON g.code = substr(s.site_code, 1, 6);

-- How a share changed at a site from one year to the next, in percentage points. The years of a site follow each
-- other in one pass; a year in which there is no share makes a gap.
CREATE VIEW ratios_year_over_year AS
SELECT form, site_code, site_name, reporting_unit, ratio, label, period, previous_year, year, previous_percent,
       percent, round(percent - previous_percent, 2) AS change_points,
       min(own_confidence, previous_confidence) AS confidence, previous_report_id, report_id
FROM (
  SELECT y.form, y.site_code, y.site_name, y.reporting_unit, q.ratio, q.label, q.period, y.year, q.percent,
         q.confidence AS own_confidence, y.report_id,
         lag(y.year) OVER by_year AS previous_year, lag(q.percent) OVER by_year AS previous_percent,
         lag(q.confidence) OVER by_year AS previous_confidence,
         lag(y.report_id) OVER by_year AS previous_report_id
  FROM site_years y
  JOIN ratios q ON q.report_id = y.report_id
  WHERE q.percent IS NOT NULL
  WINDOW by_year AS (PARTITION BY y.form, y.site, q.ratio, q.period ORDER BY y.year))
WHERE previous_year = year - 1;
