"""Static files as they are served: named after their content, compressed, kept for ever."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import storage
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from whitenoise.middleware import WhiteNoiseMiddleware

MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if not (Path(settings.BASE_DIR) / ".local" / "design-system").exists():
        pytest.skip("the design system is not made; make set-up")
    folder = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    # What others made is not needed here and takes long.
    own = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    with override_settings(
        STATIC_ROOT=folder, STORAGES=storages, STATICFILES_FINDERS=own, WHITENOISE_AUTOREFRESH=False
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


def fetch(path: str, **headers: str) -> HttpResponse:
    def beyond(request: object) -> HttpResponse:
        return HttpResponse(status=404)

    answer = WhiteNoiseMiddleware(beyond)(RequestFactory().get(f"/static/{path}", headers=headers))
    answer.close()
    return answer


def test_files_are_named_after_their_content_and_kept_for_ever(collected: Path) -> None:
    named = storage.staticfiles_storage.stored_name("explorer/explorer.css")
    assert re.fullmatch(r"explorer/explorer\.[0-9a-f]{12}\.css", named)
    answer = fetch(named)
    assert answer.status_code == 200
    assert "immutable" in answer["Cache-Control"] and "max-age=315360000" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["explorer/search.css", "explorer/icons.svg", "vendor/utrecht/index.css"])
@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_files_are_sent_compressed(collected: Path, path: str, encoding: str) -> None:
    named = storage.staticfiles_storage.stored_name(path)
    answer = fetch(named, **{"accept-encoding": encoding})
    assert answer["Content-Encoding"] == encoding
    assert int(answer["Content-Length"]) < (collected / named).stat().st_size / 2


def test_styles_name_fonts_by_their_content(collected: Path) -> None:
    sheet = (collected / storage.staticfiles_storage.stored_name("explorer/fonts.css")).read_text()
    assert re.search(r"dutch-400\.[0-9a-f]{12}\.woff2", sheet)
