"""`/api/v1/`: what the public pages say, for programs; by the NL API Design Rules 2.1.

The same `GroupFilter` reads the parameters and the same `answer` gives the numbers, so a program
gets the same answer as a visitor. It reads only, asks no key, and may be called from any page.
"""

# Semantic: a new key is a minor version, a key less or another meaning is a new path.
VERSION = "1.0.0"
