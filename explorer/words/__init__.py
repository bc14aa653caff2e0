"""Words that people type, and the concepts they mean: one matcher for both sites.

Pure Python on the vocabulary of a release; imports nothing of Django but the rows that
`explorer.release` gives. `search` and the register use it; it uses neither.
"""
