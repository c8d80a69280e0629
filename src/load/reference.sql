-- Tables that come with the program and not with any file; made and filled again whenever their text changes.

-- Administrative regions down to county (GB/T 2260, abolished codes included: site codes keep them).
CREATE TABLE IF NOT EXISTS regions (
  code     TEXT PRIMARY KEY NOT NULL,
  province TEXT NOT NULL,
  -- NULL for provinces, and for counties right under their province.
  city     TEXT,
  county   TEXT
) STRICT, WITHOUT ROWID;

-- What every table, view and column means.
CREATE TABLE IF NOT EXISTS columns_help (
  object   TEXT NOT NULL,
  -- Empty for the table or view itself.
  column   TEXT NOT NULL,
  -- Position in the table from 1, and 0 for the table itself.
  position INTEGER NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('table', 'view')),
  -- As declared; NULL where a view computes it.
  type     TEXT,
  help     TEXT NOT NULL,
  PRIMARY KEY (object, column)
) STRICT, WITHOUT ROWID;

-- What the rules of findings are called.
CREATE TABLE IF NOT EXISTS rules (
  rule    TEXT PRIMARY KEY NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;
