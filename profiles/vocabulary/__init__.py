"""The words profiles are written in: concept trees, managed in the admin, and their loaders.

Lowest layer of the register: it imports no other part of `profiles`.
"""
