"""The recipe for more machines, on one: primary, standby, two nodes and a balancer, and what it survives.

`recipe` sets it up and breaks it part by part while visitors search; `tests/journeys`
runs the same, smaller. Depends on the demo's own commands for a register and its releases.
"""
