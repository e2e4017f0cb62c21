"""Years of files taken in at once, stopped and gone on with, and what became of each."""
