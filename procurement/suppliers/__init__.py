"""Names become suppliers."""
