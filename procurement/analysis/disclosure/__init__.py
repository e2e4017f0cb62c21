"""What others may see of payments to private individuals and redacted payees: sums of several payees, never of one."""
