-- Schema 2, what a person keeps beside their rituals: reflections on them.
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
CREATE INDEX reflection_ritual ON reflection (ritual);
