"""The synthetic population: lines of work, gaps, the table it follows, its way into the register.

All but `writing` is pure: no Django, no database, no clock, so that benchmarks
and tests of anonymisation can make people by the hundred thousand. It reads the
vocabulary's files; nothing but the demo and tests depends on it.
"""

from profiles.demo.population.making import people
from profiles.demo.population.person import MadePerson, MadeProfile

__all__ = ["MadePerson", "MadeProfile", "people"]
