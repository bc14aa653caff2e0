"""A year of releases, a tenth of the people changing each month: what two of them tell together."""

import pytest

from profiles.anonymisation.measure import measure
from profiles.anonymisation.policy import Policy
from profiles.publication.over_time.check import count_broken
from profiles.publication.over_time.joined import Promise
from profiles.publication.over_time.joining import both
from profiles.publication.over_time.settle import Settled, settle
from tests.profiles.publication.over_time.months import Register, as_predecessor, broken, released

POLICY = Policy(k=3, m=1, floor=60)
PROMISE = Promise(POLICY.k, POLICY.m)
WORK = ("direction", "hours", "licence", "sector", "occupation", "task", "skill")


def told(settled: Settled) -> tuple[float, float]:
    """Shares of what is known of people's work that is told in full, and at least as a group."""
    kept = [measure(settled.outcome).attributes[name] for name in WORK]
    given = sum(each.given for each in kept)
    return sum(each.full for each in kept) / given, sum(each.group for each in kept) / given


def test_no_two_releases_after_each_other_tell_of_too_few() -> None:
    register, before, costs = Register(size=600), None, []
    print("\nmonth   waiting   full  group   without a look back: full  group  broken")
    for month in range(12):
        population = register.population()
        free = settle(population, POLICY, draw=register.draw, before=None)
        settled = settle(
            population, POLICY, draw=register.draw, before=before and as_predecessor(before, POLICY)
        )
        now = released(settled.population, settled.outcome)
        if before is not None:
            pair = both(as_predecessor(before, POLICY), as_predecessor(now, POLICY))
            assert list(broken(before, now, k=POLICY.k, m=POLICY.m)) == []
            assert count_broken(pair, alone=PROMISE, together=PROMISE) == 0
            careless = list(broken(before, released(population, free.outcome), k=POLICY.k, m=POLICY.m))
            assert careless
            costs.append((told(settled), told(free), settled.waiting))
            print(
                f"{month:5}{settled.waiting:10}{told(settled)[0]:7.3f}{told(settled)[1]:7.3f}"
                f"{told(free)[0]:29.3f}{told(free)[1]:7.3f}{len(careless):8}"
            )
        before = now
        register.pass_a_month(churn=0.1)
    assert sum(waiting for *_, waiting in costs) < 0.02 * register.size * 11
    assert sum(kept[0] / free[0] for kept, free, _ in costs) / 11 > 0.7
    assert sum(kept[1] / free[1] for kept, free, _ in costs) / 11 > 0.8


@pytest.mark.parametrize("m", [1, 2])
def test_check_finds_what_the_oracle_finds(m: int) -> None:
    register = Register(size=60)
    then = released(*_drawn(register))
    register.pass_a_month(churn=0.1)
    now = released(*_drawn(register))
    found = count_broken(
        both(as_predecessor(then, POLICY), as_predecessor(now, POLICY)),
        alone=Promise(3, m),
        together=Promise(3, m),
    )
    assert found == len(list(broken(then, now, k=3, m=m))) > 0


def _drawn(register: Register) -> tuple:
    population = register.population()
    return population, register.draw(population, Policy(k=3, m=1, floor=20))
