"""`/api/v1/kandidaten`: systems deliver the candidates of an organisation; see docs/supplier-api.md.

What is delivered is compared and written by `profiles.imports`, by the rules that hold for every file:
it releases nothing, and what was changed by hand wins. It is above imports and below the pages of staff.
"""

VERSION = "1.0.0"
"""Semantic: a new key is a minor version, a key less or another meaning is a new path."""
