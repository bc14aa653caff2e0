"""What anonymity costs and what it withstands: `python -m tests.bench.anonymity --people 1556 3386`.

Prints the table of goals of `docs/anonymity.md` with what is reached, for each size.
"""
