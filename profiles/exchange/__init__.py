"""Bringing data in: the Sonar dashboard export, and one report format for every importer.

Writes through `profiles.register`; knows nothing of publication or staff.
"""
