"""What employers asked for, week by week, without a trace of who asked.

Kept is a week, the words of the vocabulary that a search named, how often, and in
which band its answer fell. Not kept: who, from where, at what time, in which
order, and what was typed. Depends on `explorer.database` only; `explorer.search`
reports to it and the register reads it.
"""
