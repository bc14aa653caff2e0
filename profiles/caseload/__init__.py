"""The work of a case worker: the caseload, the work lists, retention and the weekly mail.

Depends on register, publication, desk and quality; the pages of `profiles.staff` show it.
"""
