"""What may never be undone by a restored backup: objections, erasures, and people that may not be shown.

A trigger writes each such act as an entry, in the transaction of the act and whoever does it. A job
copies entries to a file that is kept apart from the databases. After a backup was put back, `reconcile`
does again what the file knows and the database does not. Entries have numbers of people, no names.
"""
