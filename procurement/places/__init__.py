"""Authorities and groupings, with dates."""
