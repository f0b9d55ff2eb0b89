-- Schema 2, finding: which words stand in which row. It holds no row's text, and what is deleted
-- from a row is deleted here. The words come folded (see domain/fold.rs), set apart by spaces; the
-- ascii tokenizer takes whatever lies beyond ASCII as part of a word.
CREATE VIRTUAL TABLE word_index USING fts5(
  words,
  content = '',
  contentless_delete = 1,
  tokenize = 'ascii'
);
-- Schema 2, keeping: a checksum of each row as it was stored, by its handle, which is unique over
-- all nouns (see store/sum.rs). It holds no words.
CREATE TABLE row_sum (
  id INTEGER PRIMARY KEY,
  sum INTEGER NOT NULL
) STRICT;

-- A random mark by which the notebook's own backups are told from those of another.
CREATE TABLE notebook (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  mark TEXT NOT NULL
) STRICT;
INSERT INTO notebook (only_row, mark) VALUES (1, lower(hex(randomblob(16))));
-- Schema 2, between people: choices of support, offers, invitations, reminders, consent.
ALTER TABLE mood ADD COLUMN giving INTEGER; -- capacity to give, 1 to 5

CREATE TABLE support (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  choice TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT NOT NULL,
  closed TEXT                  -- the day it was ended before that
) STRICT;

-- Own kinds of support.
CREATE TABLE support_option (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  words TEXT NOT NULL,
  retired TEXT
) STRICT;

CREATE TABLE offer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  words TEXT NOT NULL,
  form TEXT,
  person TEXT,
  since TEXT NOT NULL,
  until TEXT NOT NULL,
  closed TEXT
) STRICT;

-- Invitations of a person around a ritual.
CREATE TABLE invite (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  ritual INTEGER NOT NULL REFERENCES ritual (id) DEFERRABLE INITIALLY DEFERRED,
  person TEXT NOT NULL,
  purpose TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT NOT NULL,
  closed TEXT
) STRICT;
CREATE INDEX invite_ritual ON invite (ritual);

CREATE TABLE reminder (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  ritual INTEGER REFERENCES ritual (id) DEFERRABLE INITIALLY DEFERRED,
  about TEXT,                  -- what it is about where that is no ritual
  wall TEXT NOT NULL,          -- the time on the wall, as 21:00
  days TEXT NOT NULL,          -- mon,wed; empty for every day
  words TEXT,
  since TEXT NOT NULL,
  until TEXT NOT NULL,
  closed TEXT
) STRICT;
CREATE INDEX reminder_ritual ON reminder (ritual);

-- Up to when the times of a reminder have been dealt with on this machine. Like the clock, it is
-- no part of the notebook: it holds nobody's words and is not exported.
CREATE TABLE reminder_told (
  reminder INTEGER PRIMARY KEY REFERENCES reminder (id) DEFERRABLE INITIALLY DEFERRED,
  instant INTEGER NOT NULL,    -- milliseconds since 1970 UTC
  day TEXT                     -- the last day it came for
) STRICT;

-- Grants and revocations. Rows are added and not rewritten.
CREATE TABLE consent (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  subject TEXT NOT NULL,       -- uid of the row it is about
  what TEXT NOT NULL,
  event TEXT NOT NULL,
  day TEXT NOT NULL,
  until TEXT
) STRICT;
CREATE INDEX consent_subject ON consent (subject);
-- Schema 2, what a person keeps beside their rituals. First, reflections on them.
CREATE TABLE reflection (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  ritual INTEGER NOT NULL REFERENCES ritual (id) DEFERRABLE INITIALLY DEFERRED,
  day TEXT NOT NULL,
  feels TEXT CHECK (feels IN ('reinforcing', 'burdensome', 'mixed', 'unsure')),
  works TEXT,
  works_not TEXT,
  enjoyed INTEGER              -- 1 to 5
) STRICT;

-- Words of a day, a table for each kind.
CREATE TABLE win (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  day TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;

CREATE TABLE phrase (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  day TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;

CREATE TABLE vision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  day TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;

CREATE TABLE winddown (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  day TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;

CREATE TABLE thanks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  day TEXT NOT NULL,
  person TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;

-- Something tried for a while.
CREATE TABLE trial (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  words TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT,               -- null while open
  note TEXT,
  reviewed TEXT
) STRICT;

-- What is set for a month: one personal objective, one joint activity, what was learned.
CREATE TABLE month (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  month TEXT NOT NULL,         -- 2026-12
  slot TEXT NOT NULL CHECK (slot IN ('personal', 'joint', 'learned')),
  words TEXT NOT NULL,
  companion TEXT,
  ritual INTEGER REFERENCES ritual (id) DEFERRABLE INITIALLY DEFERRED, -- whose entries are counted
  choice TEXT CHECK (choice IN ('carry', 'change', 'let-go'))
) STRICT;

-- The people a person turns to, and what for.
CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  name TEXT NOT NULL,
  reach TEXT,
  checked TEXT,                -- the day the owner saw that this is how to reach them
  care INTEGER NOT NULL DEFAULT 0,
  note TEXT,
  retired TEXT
) STRICT;

CREATE TABLE person_word (
  person INTEGER NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  place INTEGER NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (person, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE resource (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private',
  extra TEXT,
  title TEXT NOT NULL,
  sort TEXT,                   -- book, talk, app: the owner's word
  status TEXT CHECK (status IN ('curious', 'tried', 'not-for-me')),
  note TEXT
) STRICT;
