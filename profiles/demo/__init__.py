"""The demonstration: a synthetic population, and one command that runs everything.

The people in it do not exist, and every page of the demo says so. `python -m profiles.demo` supervises
the server and both sites and imports nothing of Django; `manage.py prepare_demo` fills the
databases in a process of its own, which ends when it is done.
"""
