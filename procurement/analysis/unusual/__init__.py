"""Payments of one council that its officers should look at: possible duplicates, split orders, and what is unlike."""
