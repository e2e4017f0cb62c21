"""Where the headings stand, and which column is which."""
