"""What may be shown to whom: private individuals are counted and never named, and no sum tells of one of them."""
