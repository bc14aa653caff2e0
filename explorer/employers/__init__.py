"""Accounts of employers: a table, a database and a process of their own.

An employer account can never become staff. The pages (sign-up, shortlists,
saved searches) follow; the account model stands here from the first migration
because a user model cannot be exchanged later.
"""
