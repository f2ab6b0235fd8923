"""Signed updates, by line or stick: looked at, laid beside the running version, tried, and only then switched to.

Knows tuf and the folder that the program is installed in; nothing of the store.
"""
