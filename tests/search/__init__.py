"""The search: its words, its index, its results."""
