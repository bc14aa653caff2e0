"""Tables of figures in which no small one can be worked out, also not by subtracting or over several dates.

Pure like all of anonymisation: a `table` of true figures and what was published before go in, the
suppressed cells come out (`suppress`): primary ones for their own sake, secondary ones to protect them.
`cells` says what is counted and what adds up to what, `system` writes that down as equations over every
published date, `bounds` finds what they leave possible for one cell, `requirements` what must stay possible
of each, for each kind of reader (`intruders`), `secondary` which cells protect one at the least loss, and
`audit` looks at what is published as a reader without anything else. The method is that of statistical
disclosure control: Hundepool et al., *Statistical Disclosure Control* (Wiley, 2012), chapter 4.
"""
