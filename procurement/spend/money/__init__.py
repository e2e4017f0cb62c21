"""Amounts: text becomes whole pence, with its sign, its unit, and whether VAT is in it."""
