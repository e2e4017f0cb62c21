"""Workbooks: whether one may be opened, its sheets, which of them hold payments, and what they hide."""
