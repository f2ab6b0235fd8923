"""The day's work after reception: what presses, what goes out, what was taken in."""
