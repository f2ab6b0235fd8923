"""This PC: its health, its backups, its keys; one section in front of the others."""
