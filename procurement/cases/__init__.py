"""Totals become business cases, with a level and a range."""
