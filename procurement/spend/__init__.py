"""A council's file becomes payments."""
