"""Rights by role, the people that an account sees, and the log of use.

`rights` is the table of roles, `guard` checks pages by it, `scope` sets which rows the database shows
(row-level security), `log_of_use` writes down. It knows accounts by what they have, not by
their model, so that imports, the desk, publication and the pages can all use it.
"""
