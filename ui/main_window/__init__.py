"""The frame around every screen: rail, header, message strip, legend of keys."""
