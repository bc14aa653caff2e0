"""The pages of requests: each parses a request, makes one call and renders."""
