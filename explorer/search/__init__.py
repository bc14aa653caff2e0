"""Exploring a release: facets, the one reader of the query string, index, results and pages.

Depends on `explorer.release` only. `results.search` is the one door: views,
checks and everything later (saved searches, alerts, export) go through it.
"""
