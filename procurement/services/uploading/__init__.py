"""Spend files come in: read, asked about, kept, mended, withdrawn, erased; and how each council's files are read."""
