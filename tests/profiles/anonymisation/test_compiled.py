from pathlib import Path

import numpy as np

from profiles.anonymisation import compiled as module
from profiles.anonymisation.compiled import compiled


@compiled
def double(numbers: np.ndarray) -> float:
    """Twice the sum."""
    return float(numbers.sum() * 2)


def test_compiled_code_does_the_same() -> None:
    assert double(np.array([1.0, 2.0])) == 6.0
    assert double.__doc__ == "Twice the sum."


def test_cache_is_named_after_the_source(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(module, "__file__", str(tmp_path / "compiled.py"))
    (tmp_path / "compiled.py").write_text("one")
    before = module._folder()
    assert before == module._folder()
    (tmp_path / "other.py").write_text("two")
    assert module._folder() != before


def test_without_a_place_to_write_nothing_is_cached(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(module, "__file__", str(tmp_path / "compiled.py"))
    (tmp_path / "__pycache__").write_text("a file in the way")
    assert module._folder() is None
