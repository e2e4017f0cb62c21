"""Board papers: their sections, and a trace for every figure in them."""
