"""What was accepted, and how far it has come."""
