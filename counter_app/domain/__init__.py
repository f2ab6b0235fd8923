"""Nouns and laws of the counter. Pure Python: no file, no network, no database, no Qt."""
