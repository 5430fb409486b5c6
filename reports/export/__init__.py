"""Files for other programs, from published results alone: pure functions from a diagnosis to bytes."""
