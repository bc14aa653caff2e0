"""What an anonymous profile is: releases, their concepts and their rows.

This is the contract of the wall. The inside writes releases through these
models, the outside reads them; nothing here knows the one or the other. It imports
no other part of the explorer.
"""
