"""What pages say: results turned into words, rows and links, and these into pages.

The search page is put together from patterns: Django templates that were rendered
once per release and language, with slots for what only a request knows (`pattern`,
`prepared`). Options, cards and marks are kept as they were last said, within bounds.

Reads the engine of `explorer.search` (results, rows, options, links) and is read
by `explorer.search.views` only. Nothing here counts or decides who matches.
"""
