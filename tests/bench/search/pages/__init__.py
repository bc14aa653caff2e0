"""Whole pages from a server like the one of the demo, by a client of our own that costs little."""
