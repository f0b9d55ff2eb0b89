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
