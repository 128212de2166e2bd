-- People who share a PC: who may look, enter, or approve. A PIN tells them apart for the log; it keeps no secret.
-- `pin` is a salted hash, '' without one. Nobody is removed: a person who left is retired.
CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role IN ('view', 'enter', 'approve')),
  pin TEXT NOT NULL DEFAULT '',
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT;
