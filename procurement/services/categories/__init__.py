"""What each line was bought as, as rules read it and people decide, and what is learned from them."""
