"""The audit, leafed through: who did what, to which dossier, whom somebody looked up, and whether its chain holds."""
