"""The gate's command: figures of every part of a material, and an exit code that tells whether one has fallen."""

from __future__ import annotations

from pathlib import Path

import pytest
from quality.figures import Figure, share
from quality.floors import Floor, Row
from quality.material import Material
from quality.running import Loaded, figures_of

from quality import command

MATERIAL = Material(
    "our set",
    lambda: [1, 2, 3, 4],
    lambda item, _engine: item,
    {"acts": lambda gold, found: [share("even", sum(n % 2 == 0 for n in found), len(gold)), share("none", 0, 0)]},
    parts=lambda items: {"": range(len(items)), ", first": [0], ", empty": []},
)
LOADED = Loaded(MATERIAL, [1, 2, 3, 4], [1, 2, 3, 4])


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A gate with one material, whose results go to the folder returned."""
    monkeypatch.setattr(command, "MATERIALS", (MATERIAL,))
    monkeypatch.setattr(command, "read_all", lambda _materials, _workers: [LOADED])
    monkeypatch.setattr(command.results, "save", lambda figures: results_saved(tmp_path, figures))
    return tmp_path


def results_saved(folder: Path, figures: list[Figure]) -> None:
    (folder / "results").write_text(str(len(figures)))


def held(monkeypatch: pytest.MonkeyPatch, floor: float) -> None:
    rows = [Row("acts", "our set", "even", floors=(Floor(floor, "2022-03-04"),))]
    monkeypatch.setattr(command.floors, "load", lambda: rows)


def test_every_part_that_has_items_has_its_figures_and_empty_measures_none() -> None:
    assert list(figures_of(LOADED)) == [
        Figure("acts", "our set", "even", 50.0, 4),
        Figure("acts", "our set, first", "even", 0.0, 1),
    ]


def test_figures_at_their_floor_pass_and_are_kept(gate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held(monkeypatch, 50.0)
    assert command.main([]) == 0
    assert (gate / "results").read_text() == "2"


def test_a_fallen_figure_fails_and_is_named(
    gate: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    held(monkeypatch, 90.0)
    assert command.main([]) == 1
    assert "acts / our set / even: 50.0 is under its floor 90.0" in capsys.readouterr().err


def test_results_are_not_kept_where_a_material_is_absent(gate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held(monkeypatch, 50.0)
    monkeypatch.setattr(command, "read_all", lambda _materials, _workers: [])
    command.main([])
    assert not (gate / "results").exists()
