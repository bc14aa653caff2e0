"""A restore drill: both databases are dumped, the server is destroyed, and what was dumped is put back.

    make restore-drill

In all four pairs of ages. It fails where somebody is shown who must not be, where somebody is back who was
erased, or where a number is given twice.
"""
