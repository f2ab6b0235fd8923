"""The commune's store on this PC: an encrypted database, its numbers, and the vault of document files.

It fulfils the store's ports and knows the core, never a window, the line or a device. SQL stays in here.
`open_store.open_store` is the way in.
"""
