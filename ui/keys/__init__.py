"""The section "Khóa" of this PC: what opens the store, a new recovery code, new keys."""
