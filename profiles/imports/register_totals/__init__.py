"""Sizes of the target-group register by region and date, from a table that somebody made of a publication."""
