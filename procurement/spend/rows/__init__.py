"""Rows: which are payments, what each says, and why one is held back."""
