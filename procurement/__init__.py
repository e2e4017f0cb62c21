"""Council spend files in; business cases for buying together, at the right level, out."""
