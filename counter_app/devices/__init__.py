"""Scanners, cameras, readers, printers, one driver a file. Hands over bytes; knows nothing of imaging or the store."""
