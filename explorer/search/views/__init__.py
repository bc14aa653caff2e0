"""The public pages: each parses a request, makes one call and renders.

Depends on the engine of `explorer.search` and on `presentation`.
"""
