"""Verbs: one module per thing a person does. Each is one transaction, and knows the outside only as `ports`."""
