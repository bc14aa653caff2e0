"""Accounts of staff: invitation, log-in in two steps, sessions, lock-out, single sign-on.

On django-allauth, with pages and words of our own. Knows the staff pages; only the demo knows it.
"""
