-- The tables. Names and meanings that analysts rely on are fixed; see docs/schema.md for examples.
-- Rows are the same whatever the order of the files: ids are derived from content (see row-ids.ts) and tables
-- without an id of their own are kept in key order (WITHOUT ROWID). Clock values stand in `runs`, in
-- `reviews` and in `documents.imported_at` only.

-- What this file is: `schema_version` and the fingerprint of the catalogue and views that it was made with.
CREATE TABLE metadata (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The catalogue. A key such as `filing.phone` serves both forms, hence the two columns of the key.
CREATE TABLE indicators (
  key        TEXT NOT NULL,
  form       TEXT NOT NULL CHECK (form IN ('work', 'supervision')),
  section    TEXT NOT NULL,
  label      TEXT NOT NULL,
  unit       TEXT,
  value_type TEXT NOT NULL CHECK (value_type IN ('count', 'decimal', 'percent', 'interval', 'boolean',
                                                 'choice', 'date', 'url', 'code', 'text')),
  -- JSON object, id → label, of a choice's options; else NULL.
  options    TEXT,
  -- Official 填写说明 text, chosen from `definitions` by a fixed rule (see choose-definitions.ts).
  definition TEXT,
  -- Position in the form, from 0.
  position   INTEGER NOT NULL,
  PRIMARY KEY (key, form)
) STRICT, WITHOUT ROWID;

-- One row an input file.
CREATE TABLE documents (
  id              INTEGER PRIMARY KEY NOT NULL,
  -- As given, with `/` separators; `archive.zip!/inner/file.doc` inside an archive.
  path            TEXT NOT NULL UNIQUE,
  -- Lower-case hex; NULL where the file could not be read or is over the size limit.
  sha256          TEXT CHECK (length(sha256) = 64),
  media_type      TEXT,
  bytes           INTEGER NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('filing', 'instructions', 'blank_form', 'other')),
  status          TEXT NOT NULL CHECK (status IN ('loaded', 'skipped', 'failed')),
  -- For `failed` and `skipped`: what is wrong and what to do.
  error           TEXT,
  -- UTC, `2024-05-01T08:30:00Z`: when the run that read it began. The only value here that depends on the clock.
  imported_at     TEXT NOT NULL,
  -- How the text came to be; confidence is calibrated for each kind apart.
  source_kind     TEXT CHECK (source_kind IN ('word-dump', 'ocr-text', 'html', 'office', 'pdf', 'scan')),
  -- Adapter and tools that read it.
  reader          TEXT,
  -- The document with the same content that holds the reports, for a `skipped` second copy.
  copy_of         INTEGER REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
  -- Version of the program that read it; another version reads it again.
  program_version TEXT NOT NULL,
  CHECK (status = 'loaded' OR error IS NOT NULL)
) STRICT;
CREATE INDEX documents_by_content ON documents (sha256);
CREATE INDEX documents_by_original ON documents (copy_of) WHERE copy_of IS NOT NULL;

-- One row a filled form.
CREATE TABLE reports (
  id             INTEGER PRIMARY KEY NOT NULL,
  document_id    INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  -- Position among the reports of the document, from 0.
  ordinal        INTEGER NOT NULL,
  form           TEXT NOT NULL CHECK (form IN ('work', 'supervision')),
  template       TEXT NOT NULL,
  year           INTEGER,
  site_code      TEXT,
  site_name      TEXT,
  reporting_unit TEXT,
  -- First six digits of the site code where they name a known region (GB/T 2260).
  region_code    TEXT,
  -- Share of the template's fields that are not `missing`.
  completeness   REAL NOT NULL CHECK (completeness BETWEEN 0 AND 1),
  -- Mean confidence of the fields.
  confidence     REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  UNIQUE (document_id, ordinal),
  UNIQUE (id, form)
) STRICT;
CREATE INDEX reports_by_site ON reports (site_code, year);
CREATE INDEX reports_by_year ON reports (form, year);

-- One row an indicator and period of a report, `missing` ones included. In the tables with many rows, what a column may
-- be is compared one by one: of a list with more than two SQLite makes a table to look each row's value up in, which
-- took a quarter of all writing.
CREATE TABLE fields (
  report_id    INTEGER NOT NULL,
  indicator    TEXT NOT NULL,
  period       TEXT NOT NULL CHECK (period = 'year' OR period = 'q1' OR period = 'q2' OR period = 'q3' OR
                                    period = 'q4'),
  form         TEXT NOT NULL,
  status       TEXT NOT NULL CHECK (status = 'reported' OR status = 'none' OR status = 'blank' OR
                                    status = 'missing' OR status = 'invalid'),
  -- A whole number is stored as an INTEGER, any other as a REAL: 1784 and not 1784.0. Write `1.0 * a / b` for
  -- a ratio of two fields: SQLite divides integers without remainder.
  value_number ANY CHECK (typeof(value_number) NOT IN ('text', 'blob')),
  value_text   TEXT,
  unit         TEXT,
  note         TEXT,
  -- What the document has, in the value cell and in the label cell.
  raw          TEXT,
  label_raw    TEXT,
  -- Probability that status and value are right.
  confidence   REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  -- JSON object of the named numbers from which the confidence was computed; those that are 0 are left out.
  features     TEXT NOT NULL,
  -- Where it stands: page from 1; table, row and column from 0; box in the page's points or image's pixels.
  page         INTEGER,
  table_index  INTEGER,
  row_index    INTEGER,
  column_index INTEGER,
  bbox         TEXT,
  -- JSON array of the boxes that `bbox` encloses: a cell's text may stand on several lines.
  boxes        TEXT,
  -- How the value stands to its label: right, below, inline, left, next-row; NULL where no cell was bound to it.
  relation     TEXT,
  -- Ranking score among the rivals of the field; not a probability.
  score        REAL,
  -- JSON array of other engines' readings of the same cell: reader, text, score.
  alternatives TEXT,
  PRIMARY KEY (report_id, indicator, period),
  FOREIGN KEY (report_id, form) REFERENCES reports (id, form) ON DELETE CASCADE,
  FOREIGN KEY (indicator, form) REFERENCES indicators (key, form),
  CHECK ((status = 'reported') = (value_number IS NOT NULL OR value_text IS NOT NULL)),
  CHECK (value_number IS NULL OR value_text IS NULL),
  CHECK ((relation IS NULL) = (score IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX fields_by_indicator ON fields (indicator, period);
-- With the status, so that the review queue and its overview are read from the index alone.
CREATE INDEX fields_by_confidence ON fields (confidence, status);

-- What the checks and readers noticed; indicator and period are NULL where it concerns the whole report.
CREATE TABLE findings (
  report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  ordinal   INTEGER NOT NULL,
  indicator TEXT,
  period    TEXT,
  rule      TEXT NOT NULL,
  severity  TEXT NOT NULL CHECK (severity = 'warning' OR severity = 'info' OR severity = 'error'),
  message   TEXT NOT NULL,
  PRIMARY KEY (report_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_by_rule ON findings (rule, severity);

-- The readings that were weighed for a field and not chosen. The view `candidates` has the chosen ones too.
CREATE TABLE rivals (
  report_id    INTEGER NOT NULL,
  indicator    TEXT NOT NULL,
  period       TEXT NOT NULL,
  rank         INTEGER NOT NULL CHECK (rank >= 2),
  raw          TEXT NOT NULL,
  status       TEXT NOT NULL,
  value_number ANY CHECK (typeof(value_number) NOT IN ('text', 'blob')),
  value_text   TEXT,
  note         TEXT,
  label_raw    TEXT NOT NULL,
  relation     TEXT NOT NULL,
  score        REAL NOT NULL,
  page         INTEGER,
  table_index  INTEGER,
  row_index    INTEGER,
  column_index INTEGER,
  bbox         TEXT,
  alternatives TEXT,
  PRIMARY KEY (report_id, indicator, period, rank),
  FOREIGN KEY (report_id, indicator, period) REFERENCES fields (report_id, indicator, period) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The 填写说明 sentences, as each document prints them.
CREATE TABLE definitions (
  template    TEXT NOT NULL,
  indicator   TEXT NOT NULL,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  form        TEXT NOT NULL,
  text        TEXT NOT NULL,
  PRIMARY KEY (template, indicator, document_id),
  FOREIGN KEY (indicator, form) REFERENCES indicators (key, form)
) STRICT, WITHOUT ROWID;
CREATE INDEX definitions_by_document ON definitions (document_id);

-- What people confirmed or corrected: append-only, the latest row of a field counts, no import touches it.
-- A field is named by its source's content and its place in the form, so that a review outlives a second
-- import, and no longer applies once the source itself has changed.
CREATE TABLE reviews (
  id                     INTEGER PRIMARY KEY NOT NULL,
  source_sha256          TEXT NOT NULL CHECK (length(source_sha256) = 64),
  form                   TEXT NOT NULL CHECK (form IN ('work', 'supervision')),
  report_ordinal         INTEGER NOT NULL,
  indicator              TEXT NOT NULL,
  period                 TEXT NOT NULL,
  -- The reading as extracted when it was reviewed.
  extracted_status       TEXT NOT NULL,
  extracted_value_number ANY CHECK (typeof(extracted_value_number) IN ('null', 'integer', 'real')),
  extracted_value_text   TEXT,
  extracted_raw          TEXT,
  extracted_confidence   REAL NOT NULL,
  -- What the reviewer decided.
  decision               TEXT NOT NULL CHECK (decision IN ('confirmed', 'corrected')),
  status                 TEXT NOT NULL CHECK (status IN ('reported', 'none', 'blank', 'missing', 'invalid')),
  value_number           ANY CHECK (typeof(value_number) IN ('null', 'integer', 'real')),
  value_text             TEXT,
  note                   TEXT,
  reviewer               TEXT NOT NULL,
  decided_at             TEXT NOT NULL,
  CHECK ((status = 'reported') = (value_number IS NOT NULL OR value_text IS NOT NULL))
) STRICT;
CREATE INDEX reviews_by_field ON reviews (source_sha256, report_ordinal, indicator, period);

-- Reliability of the confidence, measured over filings whose truth is known.
CREATE TABLE calibration (
  source_kind     TEXT NOT NULL,
  bin_low         REAL NOT NULL,
  bin_high        REAL NOT NULL,
  -- Fields whose confidence falls into the bin, and how many of them were right.
  n               INTEGER NOT NULL,
  correct         INTEGER NOT NULL,
  mean_confidence REAL NOT NULL,
  PRIMARY KEY (source_kind, bin_low)
) STRICT, WITHOUT ROWID;

-- One row an import that wrote something; `finished_at` is NULL where it was interrupted.
CREATE TABLE runs (
  id              INTEGER PRIMARY KEY NOT NULL,
  program_version TEXT NOT NULL,
  -- JSON object: the paths and options given.
  options         TEXT NOT NULL,
  started_at      TEXT NOT NULL,
  finished_at     TEXT,
  files           INTEGER,
  loaded          INTEGER,
  skipped         INTEGER,
  failed          INTEGER,
  unchanged       INTEGER,
  vanished        INTEGER
) STRICT;
