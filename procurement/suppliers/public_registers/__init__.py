"""Public registers of bodies (companies, charities, the NHS), and what they say of the suppliers that councils pay."""
