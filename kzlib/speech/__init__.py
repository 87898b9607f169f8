"""Who says what, and who is asked to act."""
