-- Schema 4: a boundary has words for its owner alone, and what the one who offers can and cannot do.
ALTER TABLE boundary ADD COLUMN private_note TEXT;
ALTER TABLE boundary ADD COLUMN limits TEXT;
