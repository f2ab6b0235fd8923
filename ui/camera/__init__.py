"""The document camera: live preview with the found page drawn on it, and the shot, by itself or by hand."""
