-- Schema 3. Five kinds of row have a table of their own, under the names of their JSON but where SQL
-- has a name for itself; all others are JSON in `note`. Lists lie in their row as JSON arrays.
--
-- Each row has id (the short handle, unique over all of them, never exported), uid (the identity
-- everywhere else), stamp (a hybrid logical clock), sum (a checksum, see store/rows.rs), visibility,
-- and extra (JSON of fields a newer version wrote; in `note` they stand in the body). Days are ISO
-- text in local time; instants are milliseconds since 1970 UTC.
CREATE TABLE ritual (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  stamp INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  name TEXT NOT NULL,
  intention TEXT,
  rhythms TEXT NOT NULL,       -- [{"rhythm":"daily"},{"from":"2026-02-01","rhythm":"3/week"}]
  around TEXT,
  "for" TEXT,                  -- ["joy"]
  unit TEXT,
  joint INTEGER NOT NULL,
  "with" TEXT,
  sacred INTEGER NOT NULL,
  retired TEXT,
  history TEXT                 -- [{"uid":…,"on":"2026-02-01","was":{…}}]
) STRICT;

CREATE TABLE completion (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  stamp INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  ritual INTEGER NOT NULL REFERENCES ritual (id) DEFERRABLE INITIALLY DEFERRED,
  day TEXT NOT NULL,
  instant INTEGER,
  utc_offset INTEGER,          -- seconds east
  zone TEXT,
  amount REAL,
  unit TEXT,                   -- what the amount was counted in; a later change moves nothing
  variation TEXT,
  note TEXT
) STRICT;
CREATE INDEX completion_ritual_day ON completion (ritual, day);

CREATE TABLE mood (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  stamp INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  day TEXT NOT NULL,
  instant INTEGER,
  utc_offset INTEGER,
  zone TEXT,
  mood INTEGER,                -- 1 to 5, as energy and giving
  energy INTEGER,
  sleep REAL,                  -- hours
  giving INTEGER,
  feelings TEXT,               -- ["calm","tired"], as the other lists
  triggers TEXT,
  coping TEXT,
  changed TEXT,
  note TEXT
) STRICT;
CREATE INDEX mood_day ON mood (day);

CREATE TABLE boundary (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  stamp INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  area TEXT NOT NULL,
  stance TEXT NOT NULL,        -- off-limits, ask-first, offered
  "with" TEXT,
  agreed TEXT,
  revisit TEXT,
  note TEXT,
  retired TEXT,
  history TEXT
) STRICT;

CREATE TABLE pause (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  stamp INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  ritual INTEGER REFERENCES ritual (id) DEFERRABLE INITIALLY DEFERRED, -- null rests all
  first_day TEXT NOT NULL,
  until TEXT,                  -- null while open
  why TEXT
) STRICT;

-- Rows of every other kind. The body has the row's fields but the ritual it speaks of.
CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  stamp INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  kind TEXT NOT NULL,
  ritual INTEGER REFERENCES ritual (id) DEFERRABLE INITIALLY DEFERRED,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX note_kind ON note (kind);

-- The last clock stamp, the last handle given out, and a random mark by which the notebook's own
-- backups are told from those of another.
CREATE TABLE clock (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  stamp INTEGER NOT NULL,
  handle INTEGER NOT NULL,
  mark TEXT NOT NULL
) STRICT;

-- What was deleted: SHA-256 of the uid, since a uid tells when its row was made, and the stamp.
CREATE TABLE gone (
  uid_hash BLOB PRIMARY KEY NOT NULL,
  stamp INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The last commands, each as the changes that take it back.
CREATE TABLE undo_step (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,         -- milliseconds since 1970 UTC
  command TEXT NOT NULL,       -- its name, without arguments
  undoes INTEGER NOT NULL DEFAULT 0
) STRICT;

-- before is null: rows low to high were added. Otherwise row low was this, as JSON.
CREATE TABLE undo_change (
  step INTEGER NOT NULL REFERENCES undo_step (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  place INTEGER NOT NULL,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL,
  before TEXT,
  PRIMARY KEY (step, place)
) STRICT, WITHOUT ROWID;

-- Up to when the times of a reminder have been dealt with on this machine. Like the clock, it is
-- no part of the notebook: it holds nobody's words and is not exported.
CREATE TABLE reminder_told (
  reminder INTEGER PRIMARY KEY REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED,
  instant INTEGER NOT NULL,    -- milliseconds since 1970 UTC
  day TEXT                     -- the last day it came for
) STRICT;

-- Which words stand in which row. It holds no row's text, and what is deleted from a row is deleted
-- here. The words come folded (see domain/fold.rs), set apart by spaces; the ascii tokenizer takes
-- whatever lies beyond ASCII as part of a word.
CREATE VIRTUAL TABLE word_index USING fts5(
  words,
  content = '',
  contentless_delete = 1,
  tokenize = 'ascii'
);
