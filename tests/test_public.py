"""The public face of the package."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import talleyrand

MOST_NAMES = 40
HEAVY = {"spacy", "numpy", "onnxruntime", "sqlalchemy", "trafilatura", "rich", "typer"}


def test_the_face_is_small_and_sorted() -> None:
    assert len(talleyrand.__all__) <= MOST_NAMES
    assert list(talleyrand.__all__) == sorted(set(talleyrand.__all__))


def test_every_name_that_has_a_home_is_public() -> None:
    assert set(talleyrand.__all__) == set(talleyrand._HOME)
    assert set(talleyrand.__all__) <= set(dir(talleyrand))


@pytest.mark.parametrize("name", talleyrand.__all__)
def test_every_public_name_loads_and_is_documented(name: str) -> None:
    thing = getattr(talleyrand, name)
    assert inspect.getdoc(thing)
    assert thing.__module__.startswith("talleyrand.")


def test_no_other_name_is_given() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = talleyrand.no_such_name


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = "import sys, talleyrand; print(*{m.partition('.')[0] for m in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert "talleyrand" in loaded
    assert not HEAVY & set(loaded)
