"""Pages of the backbone office."""
