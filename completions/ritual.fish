complete --keep-order --exclusive --command ritual --arguments "(RITUAL_COMPLETE=fish ritual -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
