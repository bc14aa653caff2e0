"""Hostile requests of people who are logged in: bounded, reproducible, and none may end in a 500."""
