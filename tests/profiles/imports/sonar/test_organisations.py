"""To whom the lines of a file go."""

from pathlib import Path

import pytest

from profiles.imports.organisations import OrganisationUnknown
from profiles.register.models import Candidate, Organisation
from tests.factories.register import OrganisationFactory
from tests.profiles.imports.samples import (
    VENLO,
    concept,
    found,
    person,
    run,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "explorer"]),
    pytest.mark.usefixtures("vocabulary"),
]


def test_unknown_organisation_refuses_the_file(file: Path) -> None:
    with pytest.raises(
        OrganisationUnknown, match=r"“Acme” staat niet in het register\. Bekend: Gemeente Venlo"
    ):
        run(file, person(), organisation="Acme")
    assert not Candidate.objects.exists()


def test_named_organisation_gets_all_lines_and_others_are_told(file: Path) -> None:
    OrganisationFactory(name="UWV Noord-Limburg", region=concept("AM29"))
    people = [person(), person(reference="W2", organisation="uwv noord-limburg"),
              person(reference="W3", organisation="Acme")]  # fmt: skip
    report = run(file, *people, organisation="gemeente  VENLO")
    assert set(Candidate.objects.values_list("organisation__name", flat=True)) == {VENLO}
    assert found(report) == [(3, "organisation", "noted")]


def test_lines_follow_their_own_organisation(file: Path) -> None:
    OrganisationFactory(name="UWV Noord-Limburg", region=concept("AM29"))
    homes = (VENLO, "UWV Noord-Limburg", "Acme", None)
    people = [person(reference=f"W{n}", organisation=home) for n, home in enumerate(homes)]
    report = run(file, *people, organisation=None)
    assert found(report) == [(4, "organisation", "refused"), (5, "organisation", "refused")]
    names = Candidate.objects.order_by("pk").values_list("organisation__name", flat=True)
    assert list(names) == [VENLO, "UWV Noord-Limburg"]


def test_organisations_are_made_with_kind_and_region(file: Path) -> None:
    names = ("Gemeente Maastricht", "UWV Zuid-Limburg", "UWV Werkplein", "Acme")
    people = [person(reference=f"W{n}", organisation=name) for n, name in enumerate(names)]
    report = run(file, *people, organisation=None, create_organisations=True)
    made = Organisation.objects.exclude(name=VENLO).order_by("name")
    assert list(made.values_list("name", "kind", "region__code")) == [
        ("Gemeente Maastricht", "gemeente", "AM31"),
        ("UWV Werkplein", "uwv", "AM29"),
        ("UWV Zuid-Limburg", "uwv", "AM31"),
    ]
    assert found(report) == [(5, "organisation", "refused")]


def test_same_reference_at_another_organisation_is_somebody_else_and_told(file: Path) -> None:
    OrganisationFactory(name="UWV Noord-Limburg", region=concept("AM29"))
    run(file, person())
    report = run(file, person(), organisation="UWV Noord-Limburg")
    assert Candidate.objects.count() == 2
    assert (2, "elsewhere", "noted") in found(report)
