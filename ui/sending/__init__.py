"""What waits for the province: the line, each dossier's way and what to do about the ones that do not get through."""
