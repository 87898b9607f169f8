"""Two groups, counted: measures, draws, word counts, keyness, shares."""
