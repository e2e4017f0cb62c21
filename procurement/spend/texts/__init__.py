"""Text files: characters, lines, records and cells."""
