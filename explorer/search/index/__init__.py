"""A release in memory: which rows hold which words, and the release this worker answers with.

Knows the words, the facets and the form of a query; it does not know how a
query is answered.
"""
