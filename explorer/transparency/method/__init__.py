"""How releases are made anonymous, for anybody to read: the promise, a picture, the proof and its limits.

It says of the active release what is stored with it: policy, verification and attacks.
"""
