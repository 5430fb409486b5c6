"""The demo: one simulated initiative with a released round and an open one, so that a newcomer has something to see."""
