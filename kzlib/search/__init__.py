"""Words found in text: patterns, dictionaries, look-up, concordance, claims."""
