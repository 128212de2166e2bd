-- Submission: what was sent and sealed, periods opened again by exception, and why a period was locked or opened.

-- A report as it was sent; the file is kept in evidence_content. `fingerprint` seals the figures and the log they
-- rest on and is printed on the report; `sha256` is the file's own.
CREATE TABLE submission (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  period TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  as_of TEXT NOT NULL,
  log_entry INTEGER NOT NULL,
  log_hash TEXT NOT NULL,
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
  sha256 TEXT NOT NULL REFERENCES evidence_content (sha256) DEFERRABLE INITIALLY DEFERRED,
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  size INTEGER NOT NULL,
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  submitted_at TEXT NOT NULL,
  document_number TEXT NOT NULL DEFAULT '',
  document_date TEXT,
  UNIQUE (period, version)
) STRICT;

-- A locked period opened again: by whom is in the log; until which entry it stayed open, NULL while it is.
CREATE TABLE lock_exception (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  period TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  document TEXT NOT NULL DEFAULT '',
  opened_entry INTEGER NOT NULL,
  closed_entry INTEGER
) STRICT;

ALTER TABLE period ADD COLUMN reviewing INTEGER NOT NULL DEFAULT 0 CHECK (reviewing IN (0, 1));
ALTER TABLE period ADD COLUMN lock_reason TEXT NOT NULL DEFAULT '';

-- What was sent stays: no path, not even an undo, removes a submission or opens its period without an exception.
CREATE TRIGGER submission_stays BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'tiendo:submitted'); END;
CREATE TRIGGER submission_as_sent BEFORE UPDATE ON submission
WHEN OLD.period <> NEW.period OR OLD.version <> NEW.version OR OLD.sha256 <> NEW.sha256
  OR OLD.fingerprint <> NEW.fingerprint OR OLD.figures <> NEW.figures OR OLD.log_hash <> NEW.log_hash
BEGIN SELECT RAISE(ABORT, 'tiendo:submitted'); END;
CREATE TRIGGER submitted_period_stays_locked BEFORE UPDATE OF locked ON period
WHEN OLD.locked = 1 AND NEW.locked = 0 AND OLD.report = '*'
  AND EXISTS (SELECT 1 FROM submission WHERE period = OLD.code)
  AND NOT EXISTS (SELECT 1 FROM lock_exception WHERE period = OLD.code AND closed_entry IS NULL)
BEGIN SELECT RAISE(ABORT, 'tiendo:submitted'); END;
CREATE TRIGGER submitted_period_is_kept BEFORE DELETE ON period
WHEN EXISTS (SELECT 1 FROM submission WHERE period = OLD.code)
BEGIN SELECT RAISE(ABORT, 'tiendo:submitted'); END;
