"""What pages are made of: the parts of a page, and what its buttons do."""
