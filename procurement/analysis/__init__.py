"""Payments become totals: local, sub-national, national."""
