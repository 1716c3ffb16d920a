"""Settings: `talleyrand.toml` in the working folder, overridden by TALLEYRAND_* variables, overridden by options."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from talleyrand.errors import TalleyrandError
from talleyrand.model.records import RELEVANCES, Relevance

VERSION = "0.1.0"
"""The version of the program and of its rules, as every reading notes it."""

FILE = "talleyrand.toml"
PREFIX = "TALLEYRAND_"


class SettingsError(TalleyrandError):
    """A setting that is unknown or has no sensible value."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every command unless an option says otherwise.

    `ledger` is a path, a `sqlite:///` or a `postgresql://` URL, `workers` a number of processes from 1,
    `engine_model` the name of an installed spaCy pipeline (None: the embedded engine), `outlet` the outlet of inputs
    that name none, `relevance` what of official texts is kept: "foreign" (what concerns another state) or "all";
    `reviewer` is who reviews. `feeds` are watched where none is named; news of them are posted to `webhook`, signed
    with `webhook_secret`; `contact` is whom sites may write to about the fetching.
    """

    ledger: str = "talleyrand.db"
    workers: int = 1
    engine_model: str | None = None
    outlet: str | None = None
    relevance: Relevance = "foreign"
    reviewer: str | None = None
    feeds: tuple[str, ...] = ()
    webhook: str | None = None
    webhook_secret: str | None = None
    contact: str | None = None


_NAMES = tuple(field.name for field in fields(Settings))


def load_settings(folder: Path, environ: Mapping[str, str]) -> Settings:
    """Return the settings of a working folder and an environment.

    Raises SettingsError for a broken file, an unknown name or a value of the wrong type.

    >>> load_settings(Path("nowhere"), {"TALLEYRAND_WORKERS": "2"}).workers
    2
    """
    values = _from_file(folder / FILE) | _from_environment(environ)
    return Settings(**values)


def _from_file(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        hint = 'write lines like ledger = "talleyrand.db"'
        raise SettingsError(f"broken TOML: {error}", where=str(path), hint=hint) from error
    for name in content:
        if name not in _NAMES:
            raise SettingsError(f"unknown setting {name!r}", where=str(path), hint=f"known are {', '.join(_NAMES)}")
    return {name: _checked(name, value, str(path)) for name, value in content.items()}


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    found = {name: environ.get(PREFIX + name.upper()) for name in _NAMES}
    return {name: _checked(name, value, PREFIX + name.upper()) for name, value in found.items() if value}


def _checked(name: str, value: Any, where: str) -> Any:
    if name == "workers":
        return _number(value, where)
    if name == "feeds":
        return _list(value, where)
    if name == "relevance" and value not in RELEVANCES:
        raise SettingsError(f"relevance is neither foreign nor all: {value!r}", where=where, hint='relevance = "all"')
    if not isinstance(value, str):
        raise SettingsError(f"{name} is no text: {value!r}", where=where, hint='write it as "..."')
    return value


def _list(value: Any, where: str) -> tuple[str, ...]:
    """Return a list of texts; in a variable they stand between spaces."""
    found = value.split() if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise SettingsError(f"feeds is no list of addresses: {value!r}", where=where, hint='feeds = ["https://..."]')
    return tuple(found)


def _number(value: Any, where: str) -> int:
    text = str(value)
    if isinstance(value, bool) or not text.isdecimal() or int(text) < 1:
        raise SettingsError(f"workers is no number from 1: {text!r}", where=where, hint="workers = 2")
    return int(text)
