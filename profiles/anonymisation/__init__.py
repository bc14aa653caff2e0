"""Pure functions that turn people's facts into groups, and prove what those disclose.

No Django, no database, no clock: people, words and a policy in, groups out.
`policy` holds the rules, `tables` the shape of a release in memory, `counting`
counts (with `sampling`: which pairs are left out), `closing` adds what listed
groups imply, `audit` takes back what would prove a few people. Concepts and
people are numbers here; their identity is the caller's business. `cell_suppression`
is a door of its own: tables of counts.
"""
