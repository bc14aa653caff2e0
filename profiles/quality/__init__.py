"""How well people can be found: what is not recorded, what that costs, and what employers search for in vain.

Reads the register, the active release and `explorer.demand`; changes nothing
but old demand, which it deletes. Depends on `profiles.publication` and what
is below it; the pages of `profiles.staff` show what it counts.
"""
