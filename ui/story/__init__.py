"""One dossier's story after acceptance, and what can be done next."""
