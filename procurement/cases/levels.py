"""The three levels at which a category may be bought, from the more local to the wider."""

LOCAL, SUBNATIONAL, NATIONAL = "local", "subnational", "national"
LEVELS = (LOCAL, SUBNATIONAL, NATIONAL)
JOINT_LEVELS = (SUBNATIONAL, NATIONAL)
NOT_ENOUGH_EVIDENCE = "not enough evidence"

PROPOSED = "proposed"
SCHEMES = ("region", "county", "combined-authority", "hub", PROPOSED)
"""Groupings of councils that can be the sub-national level; a scheme is a full set of them.

Proposed groups are of one category each: councils near each other who share its suppliers."""

WORDS = {LOCAL: "locally", SUBNATIONAL: "with neighbouring councils", NATIONAL: "nationally"}
