"""Each migration, in order; one that has been released never changes."""
