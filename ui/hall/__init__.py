"""The hall's board on a second screen: numbers and counters, never a name or a procedure."""
