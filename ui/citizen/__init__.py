"""The citizen's own screen: what was understood, large, Vietnamese or Khmer; never anything of another citizen."""
