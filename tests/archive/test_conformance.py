"""What holds for the readers of every kind, whoever wrote them; a kind without material fails."""

from __future__ import annotations

import io
import random
import re
import sys
from pathlib import Path

import pytest

from reader_material import ARTICLES, MATERIAL, tarred, zipped
from talleyrand.archive.inputs import STANDARD_INPUT
from talleyrand.archive.kinds import KINDS
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import Outcome, read_paths
from talleyrand.archive.snapshots import Note, Snapshot
from talleyrand.errors import InputError
from talleyrand.model.documents import address

NAMES = [kind.suffixes[0] for kind in KINDS]
MARKUP = re.compile(r"</?\w+[^<>]*>|&\w+;|&#\d+;")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ud800-\udfff]")
every_kind = pytest.mark.parametrize("kind", NAMES)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return {name: MATERIAL[name].make() for name in NAMES}


def outcomes(path: Path, raw: bytes, **options: int) -> list[Outcome]:
    path.write_bytes(raw)
    return list(read_paths([path], ReadOptions(**options)))  # type: ignore[arg-type]


def documents(found: list[Outcome]) -> list[Snapshot]:
    return [one for one in found if isinstance(one, Snapshot)]


def check(found: list[Outcome], path: Path) -> None:
    """What holds of any outcomes of any bytes."""
    assert found, "nothing came of it"
    for one in found:
        if isinstance(one, InputError):
            assert one.what and one.where.startswith(str(path)), one.line()
            assert "\n" not in one.line()
            continue
        if isinstance(one, Note):
            assert one.what and one.count > 0 and one.where.startswith(str(path))
            continue
        assert one.document.id == address(one.raw)
        assert one.document.text.strip()
        assert (one.document.path or "").startswith(str(path))
        one.document.text.encode()


def words(text: str) -> str:
    """A text as it is compared: without differences of white space and of quotation marks."""
    return " ".join(text.replace("“", '"').replace("”", '"').split())


def test_every_kind_has_material() -> None:
    assert set(NAMES) <= set(MATERIAL)


@every_kind
def test_articles_come_whole_in_order_and_without_markup(tmp_path: Path, made: dict[str, bytes], kind: str) -> None:
    material = MATERIAL[kind]
    found = outcomes(tmp_path / material.name, made[kind])
    check(found, tmp_path / material.name)
    read = documents(found)
    assert len(found) == len(read) == material.articles
    for snapshot, article in zip(read, ARTICLES, strict=False):
        text = words(snapshot.document.text)
        assert all(words(paragraph) in text for paragraph in article.paragraphs)
        assert not MARKUP.search(snapshot.document.text)
        assert not CONTROL.search(snapshot.document.text)


@every_kind
def test_titles_and_dates_are_what_the_input_says(tmp_path: Path, made: dict[str, bytes], kind: str) -> None:
    material = MATERIAL[kind]
    for snapshot, article in zip(documents(outcomes(tmp_path / material.name, made[kind])), ARTICLES, strict=False):
        if material.titled:
            assert snapshot.document.title == article.title
        if material.dated:
            assert (snapshot.document.published, snapshot.document.published_basis) == (article.date, "metadata")


@every_kind
def test_options_win(tmp_path: Path, made: dict[str, bytes], kind: str) -> None:
    material = MATERIAL[kind]
    (tmp_path / material.name).write_bytes(made[kind])
    options = ReadOptions(published="2021", outlet="Herald")
    for snapshot in documents(list(read_paths([tmp_path / material.name], options))):
        assert (snapshot.document.published, snapshot.document.published_basis) == ("2021", "given")
        assert snapshot.document.outlet == "Herald"


@every_kind
def test_the_same_bytes_are_the_same_documents_wherever_they_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: dict[str, bytes], kind: str
) -> None:
    name, raw = MATERIAL[kind].name, made[kind]
    alone = [(one.document.id, one.document.text) for one in documents(outcomes(tmp_path / name, raw))]
    assert alone == [(one.document.id, one.document.text) for one in documents(outcomes(tmp_path / name, raw))]
    for container, packed in (("a.zip", zipped({name: raw})), ("a.tar", tarred({name: raw}))):
        inside = documents(outcomes(tmp_path / f"outer-{container}", packed))
        assert [(one.document.id, one.document.text) for one in inside] == alone
        assert all((one.document.path or "").startswith(str(tmp_path / f"outer-{container}!/{name}")) for one in inside)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    piped = documents(list(read_paths([STANDARD_INPUT], ReadOptions(stdin_name=name))))
    assert [(one.document.id, one.document.text) for one in piped] == alone


@every_kind
@pytest.mark.parametrize("raw", [b"", b" \n\r\n ", b"\xef\xbb\xbf"])
def test_an_empty_input_is_an_error(tmp_path: Path, kind: str, raw: bytes) -> None:
    found = outcomes(tmp_path / MATERIAL[kind].name, raw)
    check(found, tmp_path / MATERIAL[kind].name)
    assert all(isinstance(one, InputError) for one in found)


@every_kind
def test_an_input_that_is_cut_off_is_told(tmp_path: Path, made: dict[str, bytes], kind: str) -> None:
    material, raw = MATERIAL[kind], made[kind]
    whole = [one.document.text for one in documents(outcomes(tmp_path / material.name, raw))]
    for part in range(1, 24):
        length = len(raw) * part // 24
        found = outcomes(tmp_path / material.name, raw[:length])
        check(found, tmp_path / material.name)
        texts = [one.document.text for one in documents(found)]
        if material.noticed:
            assert texts == whole or len(texts) < len(found), f"cut at {length} of {len(raw)}, and nothing is said"
            assert texts == whole[: len(texts)]
        elif not any(isinstance(one, InputError) for one in found):
            assert texts[:-1] == whole[: len(texts) - 1]


@every_kind
def test_nothing_over_the_limit_is_read(tmp_path: Path, made: dict[str, bytes], kind: str) -> None:
    found = outcomes(tmp_path / MATERIAL[kind].name, made[kind], max_bytes=100)
    check(found, tmp_path / MATERIAL[kind].name)
    assert all(isinstance(one, InputError) for one in found)
    assert any("larger" in one.what or "longer" in one.what for one in found if isinstance(one, InputError))


@every_kind
def test_bytes_of_other_kinds_raise_nothing(tmp_path: Path, made: dict[str, bytes], kind: str) -> None:
    path = tmp_path / MATERIAL[kind].name
    noise = random.Random(7)  # noqa: S311
    for raw in (*made.values(), noise.randbytes(3000), bytes(3000), b"\xff" * 3000, b"<" * 3000, b"{" * 3000):
        check(outcomes(path, raw), path)


@every_kind
def test_damaged_bytes_raise_nothing(tmp_path: Path, made: dict[str, bytes], kind: str) -> None:
    path = tmp_path / MATERIAL[kind].name
    noise = random.Random(kind)  # noqa: S311
    for _ in range(20):
        raw = bytearray(made[kind])
        for _ in range(noise.randint(1, 4)):
            at = noise.randrange(len(raw))
            raw[at : at + noise.randint(0, 9)] = noise.randbytes(noise.randint(0, 9))
        check(outcomes(path, bytes(raw)), path)
