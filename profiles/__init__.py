"""The register: the inside, for staff only.

It may import the contract of the wall (`explorer.release` and, later,
`explorer.contact` and `explorer.employers`) and what both sites share
(`explorer.database`, `explorer.shared_settings`). Nothing outside imports it.
"""
