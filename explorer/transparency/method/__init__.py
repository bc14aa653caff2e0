"""How releases are made anonymous, for anybody to read: the promise, a picture, the proof and its limits.

It tells of the active release what is stored with it: policy, verification and report.
"""
