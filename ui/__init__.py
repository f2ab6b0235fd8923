"""Qt widgets only: view models (pure), screens (draw) and presenters (join). No file, query or request on the UI thread."""
