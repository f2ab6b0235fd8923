"""Finding somebody by a few letters: the same on every screen that has a field for it."""
