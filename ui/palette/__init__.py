"""Every verb of the screen with its key: searched (Ctrl+K), or shown while Ctrl is held."""
