"""Charts, maps, tables and words: a table in, a figure or a sentence out."""
