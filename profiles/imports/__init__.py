"""Bringing data in: the Sonar dashboard export, and one report format for every importer.

Writes to `profiles.register` with words of `profiles.vocabulary`. It is
above `profiles.publication`, whose locks it takes; publication knows nothing of imports.
"""
