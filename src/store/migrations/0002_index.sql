-- Schema 2, finding: which words stand in which row. It holds no row's text, and what is deleted
-- from a row is deleted here. The words come folded (see domain/fold.rs), set apart by spaces; the
-- ascii tokenizer takes whatever lies beyond ASCII as part of a word.
CREATE VIRTUAL TABLE word_index USING fts5(
  words,
  content = '',
  contentless_delete = 1,
  tokenize = 'ascii'
);
