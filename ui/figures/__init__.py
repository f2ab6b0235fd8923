"""Alt+5: a day's waits against what the plan promises, hour by hour, and the tickets behind each number."""
