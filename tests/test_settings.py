"""Settings: the file, overridden by the environment, each wrong one told."""

import tomllib
from pathlib import Path

import pytest

from talleyrand.settings import VERSION, Settings, SettingsError, load_settings


def test_without_a_file_the_settings_are_the_usual_ones(tmp_path):
    assert load_settings(tmp_path, {}) == Settings("talleyrand.db", 1, None, None)


def test_the_environment_wins_over_the_file(tmp_path):
    (tmp_path / "talleyrand.toml").write_text('ledger = "a.db"\noutlet = "Example Wire"\nworkers = 2\n')
    settings = load_settings(tmp_path, {"TALLEYRAND_LEDGER": "b.db", "TALLEYRAND_WORKERS": "3"})
    assert settings == Settings("b.db", 3, None, "Example Wire")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("ledger =", "broken TOML"),
        ('leger = "a"', "unknown setting 'leger'"),
        ("ledger = 1", "ledger is no text"),
        ("workers = 0", "no number from 1"),
        ('workers = "many"', "no number from 1"),
        ('relevance = "home"', "neither foreign nor all"),
        ("workers = true", "no number from 1"),
    ],
)
def test_a_wrong_setting_is_told_with_its_file(tmp_path, content, told):
    (tmp_path / "talleyrand.toml").write_text(content)
    with pytest.raises(SettingsError, match=told) as caught:
        load_settings(tmp_path, {})
    assert "talleyrand.toml" in caught.value.line()


def test_a_wrong_variable_is_told_by_its_name():
    with pytest.raises(SettingsError, match="TALLEYRAND_WORKERS"):
        load_settings(Path("none"), {"TALLEYRAND_WORKERS": "-1"})


def test_the_version_is_the_packages():
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == VERSION
