"""What is kept: ledger, register, originals."""
