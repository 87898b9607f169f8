"""A file becomes tables: bytes to text, tokens, sentences, parts, the corpus."""
