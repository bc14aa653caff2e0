"""Does an employer find people again? `python -m tests.bench.vacancies` asks 45 vacancies in six ways.

Each is answered from the groups of a release by rules 4 to 7 of `docs/search.md`, and held to the
people of whom the release was made.
"""
