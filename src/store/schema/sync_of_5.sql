-- Under text JSON: `self`, and `file/NAME` for each file that was read or written. Under the uid of a row, as
-- bytes, its marks and stamps as of the last sync (see store/sync.rs).
CREATE TABLE sync (
  key ANY PRIMARY KEY NOT NULL,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;
