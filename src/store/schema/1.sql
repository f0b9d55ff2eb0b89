-- Schema 1: the notebook.
--
-- Every table that holds a person's words has id (the short handle, unique over all of them, never
-- exported), uid (the identity everywhere else), changed (a hybrid logical clock), visibility and
-- extra (JSON of fields a newer version wrote). Words and rhythms are parts of the row they hang on
-- and share its identity. Days are ISO text in local time; instants are milliseconds since 1970 UTC.
PRAGMA application_id = 0x52545531; -- "RTU1"

CREATE TABLE config (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  key TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE ritual (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  name TEXT NOT NULL,
  key TEXT NOT NULL,           -- the name in NFC and lower case: what names are matched by
  intention TEXT,
  around TEXT,
  unit TEXT,
  joint INTEGER NOT NULL DEFAULT 0,
  companion TEXT,              -- the name of the other person of a joint ritual
  sacred INTEGER NOT NULL DEFAULT 0,
  retired TEXT
) STRICT;
CREATE INDEX ritual_key ON ritual (key);

CREATE TABLE ritual_rhythm (
  ritual INTEGER NOT NULL REFERENCES ritual (id) DEFERRABLE INITIALLY DEFERRED,
  place INTEGER NOT NULL,
  starts TEXT,                 -- null for the first version: it covers all earlier days
  rhythm TEXT,                 -- null for none
  PRIMARY KEY (ritual, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE ritual_word (
  ritual INTEGER NOT NULL REFERENCES ritual (id) DEFERRABLE INITIALLY DEFERRED,
  place INTEGER NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (ritual, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE completion (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  ritual INTEGER NOT NULL REFERENCES ritual (id) DEFERRABLE INITIALLY DEFERRED,
  day TEXT NOT NULL,
  instant INTEGER,
  utc_offset INTEGER,          -- seconds east
  zone TEXT,
  amount REAL,
  variation TEXT,
  note TEXT,
  unit TEXT                    -- what the amount was counted in; a later change moves nothing
) STRICT;
CREATE INDEX completion_ritual_day ON completion (ritual, day);

CREATE TABLE pause (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  ritual INTEGER REFERENCES ritual (id) DEFERRABLE INITIALLY DEFERRED, -- null rests all
  first_day TEXT NOT NULL,
  last_day TEXT,               -- null while open
  why TEXT
) STRICT;

CREATE TABLE mood (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  day TEXT NOT NULL,
  instant INTEGER,
  utc_offset INTEGER,
  zone TEXT,
  mood INTEGER,
  energy INTEGER,
  sleep REAL,                  -- hours
  note TEXT
) STRICT;
CREATE INDEX mood_day ON mood (day);

CREATE TABLE mood_word (
  mood INTEGER NOT NULL REFERENCES mood (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('feeling', 'trigger', 'coping', 'changed')),
  place INTEGER NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (mood, kind, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE boundary (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  area TEXT NOT NULL,
  stance TEXT NOT NULL CHECK (stance IN ('off-limits', 'ask-first', 'offered')),
  companion TEXT,
  agreed TEXT,
  revisit TEXT,
  note TEXT,
  retired TEXT
) STRICT;

-- Earlier wordings of a ritual or a boundary.
CREATE TABLE revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  subject TEXT NOT NULL,       -- uid of the ritual or boundary
  day TEXT NOT NULL,
  was TEXT NOT NULL,           -- JSON: earlier value of each field that changed
  note TEXT
) STRICT;
CREATE INDEX revision_subject ON revision (subject);

-- What a synchroniser reads: no values. A deleted row leaves its uid and stamp here, nothing else.
CREATE TABLE change_log (
  uid TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  changed INTEGER NOT NULL,
  gone INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- The last clock stamp and the last handle given out.
CREATE TABLE clock (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  stamp INTEGER NOT NULL,
  handle INTEGER NOT NULL
) STRICT;
INSERT INTO clock (only_row, stamp, handle) VALUES (1, 0, 0);

-- The last commands, each as the changes that take it back.
CREATE TABLE undo_step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,         -- milliseconds since 1970 UTC
  command TEXT NOT NULL,       -- its name, without arguments
  undoes INTEGER NOT NULL DEFAULT 0
) STRICT;

-- before is null: rows low to high were added. Otherwise row low was this, as JSON.
CREATE TABLE undo_change (
  step INTEGER NOT NULL REFERENCES undo_step (id) DEFERRABLE INITIALLY DEFERRED,
  place INTEGER NOT NULL,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL,
  before TEXT,
  PRIMARY KEY (step, place)
) STRICT, WITHOUT ROWID;
