"""Public registers of companies, charities and health bodies: loaded, and asked about suppliers."""
