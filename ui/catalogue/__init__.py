"""The catalogue in "Máy này": which is in force, what a file would change, approved or taken back."""
