"""Where data lives: the embedded server, its roles, privileges by table, and which tables are made here.

The lowest layer of the explorer; it knows no model and imports nothing else of
the project. The register builds on it from `profiles.database`. With a
`DATABASE_URL` in the environment nothing is started here.
"""
