"""Payments that a council's own officers should look at, such as possible duplicates."""
