"""Releases after each other: what two of them tell together is promised as what one tells alone.

Worst case: somebody knows of every row of a release which row of the one before it was the
same person. In that joined view people are compared within the class of the
one and the class of the other; see `check` for what is promised there. `predecessor` reads the
release before, `waiting` tells who must wait for a next one, and `settle` has the rest
anonymised beside it for `publish_release`: classes are kept, and so is what was told
and still holds, so that from month to month little changes and little has to be held back.
"""
