"""Issuing tickets, and who is waiting."""
