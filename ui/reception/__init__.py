"""The reception of one dossier, from the card to the receipt."""
