"""`make bench`: searches of groups beside a plain Django project that counts people live.

The same searches, the same server, one run. Prints the database work of a page, statements,
whole pages a second, and the goals with what was reached.
"""
