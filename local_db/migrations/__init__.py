"""How the tables came to be, step by step, forward only; run by the program itself when it opens a store."""
