"""kzlib: compare groups of news articles by word, theme and voice; every row points at its text."""
