"""Business cases: the evidence, the level, the range, scenarios, and what a case means to a member."""
