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
