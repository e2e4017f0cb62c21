"""Payments get a category, and are influenceable or not."""
