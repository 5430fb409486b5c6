"""Pages of consultants."""
