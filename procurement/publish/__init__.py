"""Exports and board papers."""
