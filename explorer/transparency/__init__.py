"""What the public may check: how profiles are made anonymous (`method`), and the figures (`figures`).

Both describe what came with a release and ask nothing of the register. Depends on
`explorer.release`, and on `explorer.search` for the names of the facets and for how
a page is sent; nothing depends on it. The pictures are made by `charts`, which
knows numbers and shapes only.
"""
