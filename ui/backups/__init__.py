"""Backups in "Máy này": which there are, one more now, one of them restored."""
