"""The window that gives out numbers by touch: large, in two languages, proof against slips."""
