-- Exchange by Excel forms: what was issued, what came back, and where each imported figure stands in its file.

-- A form as it was when it was issued, so that a return is read by the form the unit was given.
CREATE TABLE form_version (
  form TEXT NOT NULL,
  version TEXT NOT NULL,
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  PRIMARY KEY (form, version)
) STRICT, WITHOUT ROWID;

-- One issued workbook; the nonce is in its passport and in the code printed on it.
CREATE TABLE issued_form (
  nonce TEXT PRIMARY KEY CHECK (nonce <> ''),
  form TEXT NOT NULL,
  version TEXT NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  period TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  FOREIGN KEY (form, version) REFERENCES form_version (form, version) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX issued_form_return ON issued_form (form, period, unit_id);

-- A file that was merged; its content is kept in evidence_content. Counts are of cells:
-- read = accepted + rejected + unchanged + blank.
CREATE TABLE received_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL REFERENCES evidence_content (sha256) DEFERRABLE INITIALLY DEFERRED,
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  size INTEGER NOT NULL,
  sender TEXT NOT NULL DEFAULT '',
  form TEXT NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  period TEXT NOT NULL,
  nonce TEXT NOT NULL DEFAULT '',
  received_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ok', 'errors', 'resubmission')),
  accepted INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  blank INTEGER NOT NULL,
  problems TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(problems))
) STRICT;
CREATE INDEX received_file_return ON received_file (form, period, unit_id);
CREATE INDEX received_file_content ON received_file (sha256);

-- What the clerk once said about a file without passport, by the signature of its headings.
CREATE TABLE column_mapping (
  kind TEXT NOT NULL,
  signature TEXT NOT NULL,
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  PRIMARY KEY (kind, signature)
) STRICT, WITHOUT ROWID;

ALTER TABLE value ADD COLUMN received_id INTEGER REFERENCES received_file (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE task_update ADD COLUMN received_id INTEGER REFERENCES received_file (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE layer_status ADD COLUMN received_id INTEGER REFERENCES received_file (id) DEFERRABLE INITIALLY DEFERRED;
