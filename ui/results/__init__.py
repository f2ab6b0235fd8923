"""Results are handed out: the receipt's code, the card of who takes it, Enter."""
