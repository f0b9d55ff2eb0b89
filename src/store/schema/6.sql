-- Schema 6: a mood note has numbers in measures of its owner's own, by name.
ALTER TABLE mood ADD COLUMN measures TEXT;
