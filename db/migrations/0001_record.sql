-- The record, first version. Data tables carry triggers that desktop_app/store/logging.py makes from this
-- schema. Never edit this file after a release: add the next migration.
-- Dates are ISO texts; [valid_from, valid_to) is half-open everywhere.

CREATE TABLE change_set (
  entry INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  machine TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  undoes INTEGER REFERENCES change_set (entry),
  changes INTEGER NOT NULL CHECK (changes > 0),
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  CHECK ((kind = 'do') = (undoes IS NULL))
) STRICT;
CREATE UNIQUE INDEX change_set_undoes ON change_set (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entry INTEGER NOT NULL REFERENCES change_set (entry) DEFERRABLE INITIALLY DEFERRED,
  table_name TEXT NOT NULL,
  row_key TEXT NOT NULL,
  before TEXT,
  after TEXT,
  CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX change_entry ON change (entry);
CREATE INDEX change_row ON change (table_name, row_key, id);

-- One row while a change set is being written, none otherwise.
CREATE TABLE open_change_set (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  entry INTEGER NOT NULL
) STRICT;

-- Who has the record open for editing; not part of the log.
CREATE TABLE editor (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  person TEXT NOT NULL,
  machine TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT;

CREATE TABLE profile (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE unit_kind (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  group_title TEXT NOT NULL,
  level TEXT NOT NULL,
  position INTEGER NOT NULL,
  valid_from TEXT,
  valid_to TEXT
) STRICT;

CREATE TABLE unit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT,
  name TEXT NOT NULL CHECK (name <> ''),
  short_name TEXT NOT NULL,
  kind TEXT NOT NULL REFERENCES unit_kind (key) DEFERRABLE INITIALLY DEFERRED,
  parent_id INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  valid_from TEXT,
  valid_to TEXT,
  position INTEGER NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;

CREATE TABLE unit_alias (
  unit_id INTEGER NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  alias TEXT NOT NULL CHECK (alias <> ''),
  PRIMARY KEY (unit_id, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit_succession (
  predecessor_id INTEGER NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  successor_id INTEGER NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  share REAL CHECK (share > 0 AND share <= 1),
  document TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (predecessor_id, successor_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL CHECK (number <> ''),
  issued_on TEXT,
  issuer TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE CHECK (number <> ''),
  title TEXT NOT NULL CHECK (title <> ''),
  group_title TEXT NOT NULL DEFAULT '',
  document_id INTEGER REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  clause TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('dated', 'continuing')),
  lead_unit_id INTEGER NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  assigned_on TEXT,
  due_on TEXT,
  state TEXT NOT NULL CHECK (state IN ('not_started', 'in_progress', 'completed', 'suspended', 'cancelled')),
  state_on TEXT,
  completed_on TEXT,
  percent INTEGER NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
  deliverable TEXT NOT NULL DEFAULT '',
  result TEXT NOT NULL DEFAULT '',
  difficulties TEXT NOT NULL DEFAULT '',
  proposals TEXT NOT NULL DEFAULT '',
  no_evidence_reason TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL DEFAULT 0,
  CHECK (kind = 'continuing' OR due_on IS NOT NULL),
  CHECK (kind = 'dated' OR due_on IS NULL),
  CHECK ((state = 'completed') = (completed_on IS NOT NULL))
) STRICT;

CREATE TABLE task_coordination (
  task_id INTEGER NOT NULL REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
  unit_id INTEGER NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (task_id, unit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_extension (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id INTEGER NOT NULL REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
  granted_on TEXT NOT NULL,
  new_due_on TEXT NOT NULL,
  document TEXT NOT NULL CHECK (document <> ''),
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX task_extension_task ON task_extension (task_id);

CREATE TABLE task_update (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id INTEGER NOT NULL REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
  noted_on TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  percent INTEGER CHECK (percent BETWEEN 0 AND 100),
  author TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX task_update_task ON task_update (task_id);

-- Content of files, by its own hash; added only, never changed or removed, and vouched for by evidence.sha256.
CREATE TABLE evidence_content (
  sha256 TEXT PRIMARY KEY,
  content BLOB NOT NULL
) STRICT;

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  owner TEXT NOT NULL CHECK (owner IN ('task', 'layer_status')),
  owner_id INTEGER NOT NULL,
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES evidence_content (sha256) DEFERRABLE INITIALLY DEFERRED,
  added_on TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX evidence_owner ON evidence (owner, owner_id);

-- A file belongs to a task or a layer status that is there: what a foreign key would hold if it had one table.
CREATE TRIGGER evidence_owner_insert BEFORE INSERT ON evidence
WHEN NOT EXISTS (SELECT 1 FROM task WHERE NEW.owner = 'task' AND id = NEW.owner_id)
 AND NOT EXISTS (SELECT 1 FROM layer_status WHERE NEW.owner = 'layer_status' AND id = NEW.owner_id)
BEGIN SELECT RAISE(ABORT, 'tiendo:owner_missing'); END;
CREATE TRIGGER evidence_owner_update BEFORE UPDATE ON evidence
WHEN NOT EXISTS (SELECT 1 FROM task WHERE NEW.owner = 'task' AND id = NEW.owner_id)
 AND NOT EXISTS (SELECT 1 FROM layer_status WHERE NEW.owner = 'layer_status' AND id = NEW.owner_id)
BEGIN SELECT RAISE(ABORT, 'tiendo:owner_missing'); END;
CREATE TRIGGER task_evidence_kept BEFORE DELETE ON task
WHEN EXISTS (SELECT 1 FROM evidence WHERE owner = 'task' AND owner_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'tiendo:in_use'); END;

-- A form is kept as its whole definition (JSON of the catalogue file), so that a figure of years ago can
-- still be read and explained by the form it was entered in.
CREATE TABLE form (
  key TEXT PRIMARY KEY,
  definition TEXT NOT NULL CHECK (json_valid(definition))
) STRICT;

CREATE TABLE period (
  code TEXT NOT NULL,
  report TEXT NOT NULL DEFAULT '*',
  window_start TEXT NOT NULL,
  window_end TEXT NOT NULL,
  deadline TEXT NOT NULL,
  locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
  rule TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (code, report),
  CHECK (window_start < window_end)
) STRICT, WITHOUT ROWID;

CREATE TABLE value (
  period TEXT NOT NULL,
  form TEXT NOT NULL REFERENCES form (key) DEFERRABLE INITIALLY DEFERRED,
  unit_id INTEGER NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  field TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reported', 'estimated', 'not_reported', 'not_applicable')),
  number ANY CHECK (typeof(number) IN ('integer', 'real', 'null')),
  reason TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  kept TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (period, form, unit_id, field),
  CHECK ((state IN ('reported', 'estimated')) = (number IS NOT NULL)),
  CHECK (state <> 'not_applicable' OR reason <> '')
) STRICT, WITHOUT ROWID;

-- No path, not even an undo, changes the figures of a locked period.
CREATE TRIGGER value_locked_insert BEFORE INSERT ON value
WHEN EXISTS (SELECT 1 FROM period WHERE code = NEW.period AND locked = 1 AND report IN ('*', NEW.form))
BEGIN SELECT RAISE(ABORT, 'tiendo:locked_period'); END;
CREATE TRIGGER value_locked_update BEFORE UPDATE ON value
WHEN EXISTS (SELECT 1 FROM period WHERE code IN (OLD.period, NEW.period) AND locked = 1 AND report IN ('*', OLD.form, NEW.form))
BEGIN SELECT RAISE(ABORT, 'tiendo:locked_period'); END;
CREATE TRIGGER value_locked_delete BEFORE DELETE ON value
WHEN EXISTS (SELECT 1 FROM period WHERE code = OLD.period AND locked = 1 AND report IN ('*', OLD.form))
BEGIN SELECT RAISE(ABORT, 'tiendo:locked_period'); END;

CREATE TABLE system (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (name <> ''),
  unit_id INTEGER NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  level INTEGER CHECK (level BETWEEN 1 AND 5),
  operator TEXT NOT NULL DEFAULT '',
  approval TEXT NOT NULL DEFAULT '',
  valid_from TEXT,
  valid_to TEXT,
  note TEXT NOT NULL DEFAULT '',
  CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;

CREATE TABLE layer (
  key TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  criterion TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE layer_status (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  unit_id INTEGER NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  system_id INTEGER REFERENCES system (id) DEFERRABLE INITIALLY DEFERRED,
  layer TEXT NOT NULL REFERENCES layer (key) DEFERRABLE INITIALLY DEFERRED,
  result TEXT NOT NULL CHECK (result IN ('yes', 'partial', 'no', 'unknown', 'not_applicable')),
  provider TEXT NOT NULL DEFAULT '',
  document TEXT NOT NULL DEFAULT '',
  valid_from TEXT,
  valid_to TEXT,
  reason TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to),
  CHECK (result <> 'not_applicable' OR reason <> '')
) STRICT;
CREATE INDEX layer_status_unit ON layer_status (unit_id);
CREATE TRIGGER layer_status_evidence_kept BEFORE DELETE ON layer_status
WHEN EXISTS (SELECT 1 FROM evidence WHERE owner = 'layer_status' AND owner_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'tiendo:in_use'); END;

CREATE TABLE indicator (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  unit_of_measure TEXT NOT NULL,
  computed TEXT NOT NULL,
  at_least INTEGER NOT NULL CHECK (at_least IN (0, 1)),
  numerator_label TEXT NOT NULL DEFAULT '',
  denominator_label TEXT NOT NULL DEFAULT '',
  formula TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE indicator_value (
  indicator TEXT NOT NULL REFERENCES indicator (key) DEFERRABLE INITIALLY DEFERRED,
  period TEXT NOT NULL,
  numerator ANY NOT NULL CHECK (typeof(numerator) IN ('integer', 'real')),
  denominator ANY NOT NULL CHECK (typeof(denominator) IN ('integer', 'real')),
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (indicator, period)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER indicator_value_locked_insert BEFORE INSERT ON indicator_value
WHEN EXISTS (SELECT 1 FROM period WHERE code = NEW.period AND locked = 1 AND report = '*')
BEGIN SELECT RAISE(ABORT, 'tiendo:locked_period'); END;
CREATE TRIGGER indicator_value_locked_update BEFORE UPDATE ON indicator_value
WHEN EXISTS (SELECT 1 FROM period WHERE code IN (OLD.period, NEW.period) AND locked = 1 AND report = '*')
BEGIN SELECT RAISE(ABORT, 'tiendo:locked_period'); END;
CREATE TRIGGER indicator_value_locked_delete BEFORE DELETE ON indicator_value
WHEN EXISTS (SELECT 1 FROM period WHERE code = OLD.period AND locked = 1 AND report = '*')
BEGIN SELECT RAISE(ABORT, 'tiendo:locked_period'); END;

CREATE TABLE target (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  indicator TEXT NOT NULL REFERENCES indicator (key) DEFERRABLE INITIALLY DEFERRED,
  value REAL NOT NULL,
  by_date TEXT,
  effective_from TEXT,
  document TEXT NOT NULL DEFAULT '',
  own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1))
) STRICT;

CREATE TABLE benchmark (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  indicator TEXT NOT NULL REFERENCES indicator (key) DEFERRABLE INITIALLY DEFERRED,
  scope TEXT NOT NULL,
  as_of TEXT NOT NULL,
  value REAL,
  numerator INTEGER,
  denominator INTEGER,
  qualifier TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL CHECK (source <> '')
) STRICT;
