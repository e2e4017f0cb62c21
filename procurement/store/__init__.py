"""What is kept, and how: the ledger of payments, the register of decisions, and the uploaded files themselves."""
