"""Bringing data in: the Sonar dashboard export, and one report format for every importer.

Writes to `profiles.register` with words of `profiles.vocabulary`. It stands
above `profiles.publication`, to hide who lost consent at once; publication
knows nothing of imports.
"""
