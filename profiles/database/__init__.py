"""Privileges in the register database, and which database a model lives in.

It builds on `explorer.database` and knows tables by name, no models.
"""
