"""What pages say: results turned into words, rows and links, ready for a template.

Reads the engine of `explorer.search` (results, rows, options, links) and is read
by `explorer.search.views` only. Nothing here counts or decides who matches.
"""
