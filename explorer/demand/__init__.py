"""What employers searched for, week by week, without a trace of a person.

Stored are a week, the concepts that a search names, how often, and the band of
the number that it found. Not stored: the visitor, from where, at what time, in which
order, and what was typed. Depends on `explorer.release` and `explorer.database`;
`explorer.search` reports to it and the register reads it.
"""
