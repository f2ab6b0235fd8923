"""Small widgets that more than one screen draws with."""
