"""A year of releases, a tenth of the people changing each month: what two of them tell together."""

from collections import Counter

import pytest

from profiles.anonymisation.measure import measure
from profiles.anonymisation.policy import Policy
from profiles.anonymisation.sizing import told_worth
from profiles.publication.over_time.check import count_broken
from profiles.publication.over_time.joined import Promise, both
from profiles.publication.over_time.settle import Settled, settle
from tests.profiles.publication.over_time.months import (
    Register,
    as_predecessor,
    broken,
    released,
    vocabulary,
)

POLICY = Policy(k=3, m=2, floor=250)
PROMISE = Promise(POLICY.k, POLICY.m)
WORK = ("direction", "hours", "licence", "sector", "occupation", "task", "skill")


def told(settled: Settled) -> tuple[float, float]:
    """Shares of what is known of people's work that is told in full, and at least as a group."""
    kept = [measure(settled.outcome).attributes[name] for name in WORK]
    given = sum(each.given for each in kept)
    return sum(each.full for each in kept) / given, sum(each.group for each in kept) / given


def worth(settled: Settled) -> float:
    """What all that is told is worth by the weights of the policy."""
    outcome = settled.outcome
    return told_worth(outcome.tree, given=outcome.given, verdicts=outcome.verdicts, policy=POLICY)


def test_no_two_releases_after_each_other_tell_of_too_few() -> None:
    register, before, waiting = Register(size=800), None, 0
    print("\nmonth   waiting   full  group  worth")
    for month in range(12):
        population = register.population()
        settled = settle(
            population, POLICY, lot=register.lot, before=before and as_predecessor(before, POLICY)
        )
        now = released(settled.population, settled.outcome)
        if before is not None:
            pair = both(as_predecessor(before, POLICY), as_predecessor(now, POLICY))
            assert list(broken(before, now, k=POLICY.k, m=POLICY.m)) == []
            assert count_broken(pair, alone=PROMISE, together=PROMISE) == 0
        waiting += len(settled.waits)
        shares = "".join(f"{share:7.3f}" for share in told(settled))
        print(f"{month:5}{len(settled.waits):10}{shares}{worth(settled):7.0f}")
        before = now
        register.pass_a_month(churn=0.1)
    free = settle(population, POLICY, lot=register.lot, before=None)
    print(f"without a look back{told(free)[0]:10.3f}{told(free)[1]:7.3f}{worth(free):7.0f}")
    assert waiting < 0.01 * register.size * 11
    assert list(broken(before, released(population, free.outcome), k=POLICY.k, m=POLICY.m))
    assert worth(settled) > 0.85 * worth(free)
    # Of one thing more than of another: the classes of a free release may be larger and tell less of places.
    assert told(settled)[0] > 0.6 * told(free)[0]
    assert told(settled)[1] > 0.6 * told(free)[1]


def test_fact_that_many_share_is_told_the_month_after_it_is_learned() -> None:
    register = Register(size=800)
    first = settle(register.population(), POLICY, lot=register.lot, before=None)
    then = released(first.population, first.outcome)
    task = Counter(fact for held in then.values() for fact in held if is_task(fact)).most_common(1)[0][0]
    learning = [person for person in then if task not in register.facts[person]][:20]
    for person in learning:
        register.facts[person] |= set(vocabulary()[0].path(task)) - {vocabulary()[0].root("task")}
    second = settle(register.population(), POLICY, lot=register.lot, before=as_predecessor(then, POLICY))
    now = released(second.population, second.outcome)
    assert sum(task in now[person] for person in learning) >= len(learning) / 2


def is_task(fact: int) -> bool:
    tree, _ = vocabulary()
    return tree.words[fact].attribute == "task" and not tree.special[fact]


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
