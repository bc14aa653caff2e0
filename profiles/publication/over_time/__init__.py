"""Releases after each other: what two of them tell together is promised as what one tells alone.

Worst case: somebody knows of every row of a release which row of the one before it was the
same person. In that joined view people are compared within the class of the
one and the class of the other; see `check` for what is promised there. `waiting`
tells who must wait for a next release, `trim` holds back what would break the
promise, over `combinations`; all of these are pure. `predecessor` reads the release before
and `settle` strings them together for `publish_release`.
"""
