"""The faults that an operator meets, each several times: `make bench-faults`, about ten minutes on two cores.

On servers of its own. While each fault is played, visitors search on the public site as it is deployed; what
they met, what was lost and what was there twice is a line of the table. It fails where something was lost or
doubled, or where a visitor met what docs/operating.md does not say.
"""
