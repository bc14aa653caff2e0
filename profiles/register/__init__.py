"""The people: organisations, candidates, profiles, consent, history, and the questions asked of them.

Depends on `profiles.vocabulary` only. It does not know staff, publication or
import; those depend on it.
"""
