"""Pure functions that turn people's facts into release rows, and measure what is left.

No Django, no database, no clock: policy and facts in, rows and reasons out.
`anonymise` is the door; it closes nothing upward and forms no class itself but
strings `facts`, `classes`, `generalise`, `stops`, `changes` and `rows` together.
Concepts and people are numbers here; who they are is the caller's business.
"""
