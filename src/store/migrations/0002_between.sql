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
