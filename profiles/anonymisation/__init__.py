"""Pure functions that turn people's facts into release rows, and measure what is left.

No Django, no database, no clock: policy and facts in, rows and reasons out.
`anonymise` is the door. By class it takes `classes` of a size that `sizing` finds and those that
`parting` makes of them at a `price`, makes a `board` of each (`rooms`), and `generalise` plays it:
`starts`, over `topdown`, `grant`, `exchange` and `peel`, gives and takes facts under (k, k^m),
`triples` drops some of what only one row shows, and `cover` sees to the gaps. Beside a release
before (`past`) classes are kept (`keeping`), the board has a joined view as well, and facts stay
told (`staying`). Twins and twin cards
come from `twins`, over `blocks` and `growing`. `rows` and `changes` tell
what came of it. Concepts and people are numbers here; who they are is the caller's
business. `figures` is a door of its own: tables of counts.
"""
