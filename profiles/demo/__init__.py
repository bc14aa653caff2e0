"""The demonstration: a synthetic population, and one command that runs everything.

Nobody in it exists, and every page of the demo says so.
"""
