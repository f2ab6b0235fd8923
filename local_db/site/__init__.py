"""The hall's shared database on a PostgreSQL server: the line, founding, joining, what counters tell each other.

A counter's own store stays the truth of what it did (ADR 31).
"""
