"""What to say and do: from a diagnosis to a report, advice and exports."""
