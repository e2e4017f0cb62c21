"""Which names are one supplier, as rules read them and people decide, and what is known of each."""
