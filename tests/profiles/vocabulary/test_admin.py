"""Concepts are managed in the admin, by whom it is permitted, and none in use is lost."""

import datetime

import pytest
from django.test import Client

from profiles.staff.models import StaffUser
from profiles.vocabulary.models import Concept, OccupationTitle
from profiles.vocabulary.usage import usage
from tests.factories.register import ProfileFactory
from tests.factories.vocabulary import ConceptFactory, small_vocabulary

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
LIST = "/admin/vocabulary/concept/"


@pytest.fixture
def vocabulary() -> dict[tuple[str, str], Concept]:
    return small_vocabulary()


def staff(client: Client, role: str) -> Client:
    """Log in an account of a role; the table of roles says what it may."""
    client.force_login(StaffUser.objects.create_user("beheer", role=role))
    return client


@pytest.fixture
def admin(client: Client) -> Client:
    return staff(client, StaffUser.Role.ADMIN)


def form_of(concept: Concept, **changes: object) -> dict[str, object]:
    return {
        "parent": concept.parent_id or "",
        "position": concept.position,
        "label_nl": concept.label_nl,
        "label_en": concept.label_en,
        "synonyms_nl": "\n".join(concept.synonyms_nl),
        **changes,
    }


def url(concept: Concept, page: str = "change") -> str:
    return f"{LIST}{concept.pk}/{page}/"


def test_list_shows_the_tree(admin: Client, vocabulary: dict[tuple[str, str], Concept]) -> None:
    Concept.objects.filter(code="magazijn-en-logistiek").update(position=9)
    page = admin.get(f"{LIST}?attribute=task").content.decode()
    order = ["groen/", "groen-onderhouden/", "magazijn-en-logistiek/", "orderpicken/"]
    places = [page.index(f"/{vocabulary['task', code.rstrip('/')].pk}/change/") for code in order]
    assert places == sorted(places)
    assert ">\N{EM SPACE}\N{EM SPACE}Orderpicken<" in page
    assert ">Magazijn en logistiek<" in page
    assert "heftruck" not in page


def test_list_takes_few_statements(
    admin: Client,
    vocabulary: dict[tuple[str, str], Concept],
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    with django_assert_max_num_queries(16):
        admin.get(LIST)


@pytest.mark.parametrize("words", ["heftruck-r", "heftruck rij", "vorkheft", "(en)"])
def test_search_reads_labels_synonyms_and_codes(
    admin: Client, vocabulary: dict[tuple[str, str], Concept], words: str
) -> None:
    Concept.objects.filter(code="heftruck-rijden").update(synonyms_nl=["Vorkheftruck besturen"])
    page = admin.get(LIST, {"attribute": "skill", "q": words}).content.decode()
    assert f"/{vocabulary['skill', 'heftruck-rijden'].pk}/change/" in page


def test_list_can_be_narrowed_to_ended_concepts(admin: Client) -> None:
    ended = ConceptFactory(code="oud", valid_until=datetime.date(2020, 1, 1))
    current = ConceptFactory(code="nieuw")
    page = admin.get(LIST, {"geldig": "nee"}).content.decode()
    assert url(ended) in page
    assert url(current) not in page


def test_words_are_edited_one_on_a_line(admin: Client, vocabulary: dict[tuple[str, str], Concept]) -> None:
    task = vocabulary["task", "orderpicken"]
    sent = form_of(task, label_nl="Bestellingen pakken", synonyms_nl="picken\r\n\r\npicken, snel\r\npicken")
    response = admin.post(url(task), sent)
    assert response.status_code == 302
    task.refresh_from_db()
    assert (task.label_nl, task.synonyms_nl) == ("Bestellingen pakken", ["picken", "picken, snel"])
    assert (task.attribute, task.code) == ("task", "orderpicken")


def test_code_stays_once_it_is_given(admin: Client, vocabulary: dict[tuple[str, str], Concept]) -> None:
    task = vocabulary["task", "orderpicken"]
    admin.post(url(task), form_of(task, code="anders", attribute="skill"))
    task.refresh_from_db()
    assert (task.attribute, task.code) == ("task", "orderpicken")


@pytest.mark.parametrize(
    ("parent", "message"),
    [
        (("task", "orderpicken"), "niet onder zichzelf"),
        (("skill", "heftruck"), "hetzelfde kenmerk"),
        (("task", "magazijn-en-logistiek"), "niet onder zichzelf"),
    ],
)
def test_impossible_parent_is_refused(
    admin: Client, vocabulary: dict[tuple[str, str], Concept], parent: tuple[str, str], message: str
) -> None:
    group = vocabulary["task", "magazijn-en-logistiek"]
    response = admin.post(url(group), form_of(group, parent=vocabulary[parent].pk))
    assert message in response.content.decode()
    group.refresh_from_db()
    assert group.parent is None


def test_reserved_code_is_refused(admin: Client) -> None:
    sent = {"attribute": "task", "code": "niet-vastgelegd", "position": 0, "label_nl": "x", "label_en": "x"}
    assert "gereserveerd" in admin.post(f"{LIST}add/", sent).content.decode()
    assert admin.post(f"{LIST}add/", sent | {"code": "x"}).status_code == 302


def test_parent_is_looked_for_in_the_own_attribute(
    admin: Client, vocabulary: dict[tuple[str, str], Concept]
) -> None:
    page = admin.get(url(vocabulary["skill", "heftruck-rijden"])).content.decode()
    assert "autocomplete/?attribute=skill" in page
    search = {"app_label": "vocabulary", "model_name": "concept", "field_name": "parent", "term": "e"}
    found = admin.get("/admin/autocomplete/", search | {"attribute": "skill"}).json()["results"]
    assert {int(each["id"]) for each in found} == {
        concept.pk for (attribute, _), concept in vocabulary.items() if attribute == "skill"
    }


def test_concept_of_a_profile_is_not_deleted(
    admin: Client, vocabulary: dict[tuple[str, str], Concept]
) -> None:
    task = vocabulary["task", "orderpicken"]
    profile = ProfileFactory(facts=[task])
    page = admin.post(url(task, "delete"), {"post": "yes"}).content.decode()
    assert "1 × gegevens" in page
    assert "einddatum" in page
    assert str(profile) not in page
    assert Concept.objects.filter(pk=task.pk).exists()


def test_group_with_children_is_not_deleted(
    admin: Client, vocabulary: dict[tuple[str, str], Concept]
) -> None:
    group = vocabulary["task", "magazijn-en-logistiek"]
    sent = {"action": "delete_selected", "_selected_action": [group.pk], "post": "yes"}
    page = admin.post(LIST, sent).content.decode()
    assert "2 × begrippen" in page
    assert Concept.objects.filter(pk=group.pk).exists()


def test_concept_that_nothing_uses_is_deleted(admin: Client) -> None:
    unused = ConceptFactory(code="ongebruikt")
    assert admin.post(url(unused, "delete"), {"post": "yes"}).status_code == 302
    assert not Concept.objects.filter(pk=unused.pk).exists()


def test_children_that_go_too_are_no_use(vocabulary: dict[tuple[str, str], Concept]) -> None:
    skills = [concept for (attribute, _), concept in vocabulary.items() if attribute == "skill"]
    assert usage(skills) == {}
    assert usage(skills[:1]) == {"begrippen": 2}


@pytest.mark.parametrize("role", ["privacy_officer", "auditor"])
def test_who_does_not_manage_lists_changes_nothing(
    client: Client, vocabulary: dict[tuple[str, str], Concept], role: str
) -> None:
    reader, task = staff(client, role), vocabulary["task", "orderpicken"]
    assert reader.get(LIST).status_code == 403
    assert reader.post(url(task), form_of(task)).status_code == 403
    assert reader.post(url(task, "delete"), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("role", ["case_worker", "desk_adviser"])
def test_other_roles_stay_out(client: Client, role: str) -> None:
    assert staff(client, role).get(LIST).status_code == 302


TABLES = ("occupationtitle", "employerword", "refusedterm")


@pytest.fixture
def editor(client: Client) -> Client:
    return staff(client, StaffUser.Role.ADMIN)


def formset(**concepts: int) -> dict[str, object]:
    lines = [{"position": i, "concept": pk} for i, pk in enumerate(concepts.values(), start=1)]
    cells = {f"meanings-{i}-{name}": value for i, line in enumerate(lines) for name, value in line.items()}
    return {"meanings-TOTAL_FORMS": len(lines), "meanings-INITIAL_FORMS": 0, **cells}


def test_title_is_added_with_its_tasks(editor: Client, vocabulary: dict[tuple[str, str], Concept]) -> None:
    form = {
        "occupation": vocabulary["occupation", "9333"].pk,
        "title": "orderpicker",
        "in_use": "on",
        **formset(task=vocabulary["task", "orderpicken"].pk, skill=vocabulary["skill", "heftruck-rijden"].pk),
    }
    assert editor.post("/admin/vocabulary/occupationtitle/add/", form).status_code == 302
    title = OccupationTitle.objects.get()
    assert [each.concept.code for each in title.meanings.all()] == ["orderpicken", "heftruck-rijden"]
    page = editor.get("/admin/vocabulary/occupationtitle/?q=orderpick").content.decode()
    assert "Orderpicken, Heftruck rijden" in page


def test_title_asks_for_tasks_and_skills_only(
    editor: Client, vocabulary: dict[tuple[str, str], Concept]
) -> None:
    form = {
        "occupation": vocabulary["occupation", "9333"].pk,
        "title": "chauffeur",
        **formset(licence=vocabulary["licence", "B"].pk),
    }
    assert editor.post("/admin/vocabulary/occupationtitle/add/", form).status_code == 200
    assert not OccupationTitle.objects.exists()


def test_autocomplete_of_a_title_offers_work(
    editor: Client, vocabulary: dict[tuple[str, str], Concept]
) -> None:
    query = {"app_label": "vocabulary", "model_name": "titleconcept", "field_name": "concept", "term": "h"}
    found = editor.get("/admin/autocomplete/", query).json()["results"]
    attributes = {Concept.objects.get(pk=each["id"]).attribute for each in found}
    assert attributes == {"task", "skill"}


def test_word_and_refused_word_are_added(editor: Client, vocabulary: dict[tuple[str, str], Concept]) -> None:
    word = {"word": "dc", "language": "nl", **formset(task=vocabulary["task", "magazijn-en-logistiek"].pk)}
    assert editor.post("/admin/vocabulary/employerword/add/", word).status_code == 302
    refused = {"word": "autisme", "reason": "health", "in_use": "on"}
    assert editor.post("/admin/vocabulary/refusedterm/add/", refused).status_code == 302
    assert "Magazijn en logistiek" in editor.get("/admin/vocabulary/employerword/").content.decode()
    assert "autisme" in editor.get("/admin/vocabulary/refusedterm/?q=auti").content.decode()


@pytest.mark.parametrize("table", TABLES)
def test_lists_of_words_take_few_statements(
    editor: Client, table: str, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_max_num_queries(16):
        assert editor.get(f"/admin/vocabulary/{table}/").status_code == 200
    assert editor.get(f"/admin/vocabulary/{table}/add/").status_code == 200
