"""The window that opens a store whose key ring is gone: it says what happened and takes the recovery code."""
