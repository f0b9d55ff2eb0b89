# Completion of `ritual` for fish. The program takes the words, the last as it is written, quotes and
# all, and answers a row for each thing that may stand there.
complete --keep-order --exclusive --command ritual --arguments "(RITUAL_COMPLETE=fish ritual -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token --cut-at-cursor))"
