-- Schema 5: a deleted row says what it goes on as; the last commands stand in the row of the clock, which
-- every command writes; what sync keeps has a table in every file.
ALTER TABLE gone ADD COLUMN "into" TEXT;   -- the uid of what other devices' rows speak of instead

-- [{"id":7,"at":1772874000000,"command":"log","typed":["log walk"],"by_hand":true,"added":[93,93]}]:
-- milliseconds since 1970 UTC, and the rows it added, where that is all it did.
ALTER TABLE clock ADD COLUMN steps TEXT NOT NULL DEFAULT '[]';

ALTER TABLE undo_change RENAME TO old_change;
-- before is null: rows low to high were added, and went on as another before. Otherwise row low was this,
-- as JSON.
CREATE TABLE undo_change (
  step INTEGER NOT NULL,
  place INTEGER NOT NULL,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL,
  before TEXT,
  "into" TEXT,
  PRIMARY KEY (step, place)
) STRICT, WITHOUT ROWID;
INSERT INTO undo_change (step, place, low, high, before)
SELECT step, place, low, high, before FROM old_change;
DROP TABLE old_change;
