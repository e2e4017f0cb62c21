"""Spend added up: locally, sub-nationally and nationally, by category, supplier and time; every figure traced."""
