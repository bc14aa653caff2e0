"""The project that one would begin with: people in tables, counted at each search."""
