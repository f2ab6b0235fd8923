"""A PC's first start, step by step; each can be put off, and taken up again at "Máy này"."""
