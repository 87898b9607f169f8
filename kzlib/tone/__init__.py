"""How a sentence sounds to a scorer, and which words make it so."""
