"""The jobs of the pages from a terminal, a module a kind of job; `procurement.cli` puts them together."""
