-- The reporting calendar as the office keeps it. A special day is one offices are off on though it is a weekday,
-- or work on though it is a weekend, by the yearly notice; it moves reminders, never windows or deadlines.
CREATE TABLE special_day (
  day TEXT PRIMARY KEY CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  name TEXT NOT NULL CHECK (name <> ''),
  works INTEGER NOT NULL DEFAULT 0 CHECK (works IN (0, 1)),
  source TEXT NOT NULL DEFAULT ''
) STRICT;

-- How long before a report's deadline units send theirs, where the office decided other than the catalogue;
-- `rule` is the key of a rule of the catalogue, `working` counts working days.
CREATE TABLE inner_deadline (
  rule TEXT PRIMARY KEY CHECK (rule <> ''),
  before INTEGER NOT NULL CHECK (before BETWEEN 0 AND 60),
  working INTEGER NOT NULL DEFAULT 0 CHECK (working IN (0, 1)),
  source TEXT NOT NULL DEFAULT ''
) STRICT;
