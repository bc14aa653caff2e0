"""Tables of figures in which no small one can be told, also not by subtracting.

Pure like all of anonymisation: a `table` of true figures and what was published before go in, the
cells to hold back come out (`suppress`). `cells` says what is counted and what adds up to what; `system`
writes that down as equations over every date that was published, `ranges` finds what they leave possible
for one figure, `spread` finds which others must be held back along with it, and `audit` looks at what is
published with the eyes of somebody who knows all of this and has nothing else.
"""
