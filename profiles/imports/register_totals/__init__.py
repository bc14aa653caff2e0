"""Sizes of the target-group register by region and date, from a table made of a publication."""
