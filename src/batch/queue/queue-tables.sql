-- What the queue keeps beside pg-boss's own tables, which hold the jobs and forget them some time after they are
-- done. Everything lies in a schema of its own; dropping the schemas `nianbao` and `pgboss` leaves no trace.
CREATE SCHEMA IF NOT EXISTS nianbao;

-- What all readings have in common, so that it does not matter which machine did which: one row.
CREATE TABLE IF NOT EXISTS nianbao.settings (
  is_only         boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  program_version text NOT NULL,
  -- Limits as raised or lowered by `nianbao import --queue … --limit`.
  limits          jsonb NOT NULL
);

-- The paths that `nianbao import --queue` was given.
CREATE TABLE IF NOT EXISTS nianbao.roots (
  path text PRIMARY KEY
);

-- One row a file, those inside archives too: the work list of `nianbao collect`.
CREATE TABLE IF NOT EXISTS nianbao.files (
  path    text PRIMARY KEY,
  bytes   bigint NOT NULL,
  -- Lower-case hex; NULL where the bytes could not be had.
  sha256  text,
  -- What is known without reading it (see `WorkList.settled`), packed as in `results`; else NULL.
  settled bytea
);

-- One row a content that was read.
CREATE TABLE IF NOT EXISTS nianbao.results (
  sha256    text PRIMARY KEY,
  status    text NOT NULL,
  error     text,
  -- The FilingRows, which the local writer takes, as gzipped JSON: a tenth of its size.
  result    bytea NOT NULL,
  -- Host and process that read it, for people who look into a failure.
  worker    text NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now()
);
-- Compressed already: the server need not try.
ALTER TABLE nianbao.results ALTER COLUMN result SET STORAGE EXTERNAL;

-- Which worker has which job. A worker holds the advisory lock of its number as long as it lives.
CREATE TABLE IF NOT EXISTS nianbao.claims (
  job    uuid PRIMARY KEY,
  worker integer NOT NULL
);
CREATE SEQUENCE IF NOT EXISTS nianbao.worker_number AS integer CYCLE;
