"""The door: who works at this counter, and the locked screen."""
