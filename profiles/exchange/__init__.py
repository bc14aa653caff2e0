"""Bringing data in: the Sonar dashboard export, and one report format for every importer.

Writes to `profiles.register` with words of `profiles.vocabulary`. It stands
above `profiles.publication`, of which it uses one verb: who lost consent is
hidden at once. Publication knows nothing of imports; staff pages may call both.
"""
