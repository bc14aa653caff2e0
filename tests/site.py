"""Chooses the site of a test run: its settings, its databases, its roles."""

import itertools
import os
from collections.abc import Iterator

import pytest
from django.db import connections
from django.test import TransactionTestCase

from tests.database import LOCAL, Clone, prepare_cluster

SWEEP_AFTER = 25
_clones: list[Clone] = []
_finished = itertools.count(1)


def choose(settings: str) -> None:
    """Take these settings for this process, unless it has others: then it only starts others, see `parts`."""
    if os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings) != settings:
        return
    os.environ["LOCAL_DIR"] = str(LOCAL)
    os.environ["DEVELOPMENT"] = "1"
    for variable in ("DATABASE_URL", "REGISTER_DATABASE_URL", "DATABASE_ROLE", "DEBUG", "DEMO"):
        os.environ.pop(variable, None)
    prepare_cluster()


def databases(*clones: Clone) -> Iterator[None]:
    """Make the clones for this process, and anew after each test that commits."""
    for clone in clones:
        clone.create()
    _clones[:] = clones

    def renew(case: TransactionTestCase) -> None:
        # Django would TRUNCATE, which a web role may not.
        for clone in clones:
            if clone.alias in case.databases or case.databases == "__all__":
                clone.create()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", renew)
        yield
    _clones.clear()
    connections.close_all()
    for clone in clones:
        clone.drop()


def test_is_over() -> None:
    """Sweep the clones now and then; called after each test, once its transaction is rolled back."""
    if next(_finished) % SWEEP_AFTER == 0:
        for clone in _clones:
            clone.sweep()
