"""What a query means for the rows of an index: the one predicate, and all that is told by it.

List, counts, order, verdicts and ways out come from the same row sets, so they
cannot disagree.
"""
