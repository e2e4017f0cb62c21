"""Invented spend files for demonstrations: real places, but every payment and every supplier is made up."""
