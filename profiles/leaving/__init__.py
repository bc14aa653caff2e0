"""Everything of an organisation as documented files, and back into another register; see docs/leaving.md.

`tables` declares what goes, once, for both ways and for the text inside. It is below the pages of staff.
"""
