"""The public pages: each parses a request, makes one call and renders."""
