"""Pure functions that turn people's facts into release rows, and measure what is left.

No Django, no database, no clock: policy and facts in, rows and reasons out.
"""
