"""Pages of the people who answer."""
