"""The work of a case worker: whose candidates, which lists, what time does by itself, the weekly mail.

Depends on register, publication, desk and quality; the pages of `profiles.staff` show it.
"""
