"""Who says what: quotation marks, names, roles and verbs of reporting, for quotes and voices."""
