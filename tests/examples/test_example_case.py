"""The example case is sound: its pieces can be read, its answer key points into them, its words are our own."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CASE = ROOT / "examples" / "ukraine_2022"
SHARED = ROOT.parent / "shared"
CORPORA = ("kremlin_2021_2022", "white_house_2021_2023", "president_ukraine_2021_2022", "zelensky_addresses_2022")
UNDATED = "28_bulletin_without_a_year.txt"
PIECES = sorted(path for path in CASE.iterdir() if re.match(r"\d\d_", path.name))
GRAM = 8
WORD = re.compile(r"\w+(?:['’]\w+)*")
MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.S)
PLOVER = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"}
    | {"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)
PAGE_METADATA = {
    "date": r'datetime="([\d-]+)"',
    "url": r'"(https://[^"]+)"',
    "outlet": r'site_name" content="([^"]+)',
    "title": r"<h1>([^<]+)",
}
FACTUALITIES = frozenset({"actual", "negated", "refused", "planned", "called-for", "possible"})


def json_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@cache
def texts() -> dict[tuple[str, str | None], str]:
    """Texts of the case by file name and, for JSONL, the id of the line."""
    found: dict[tuple[str, str | None], str] = {}
    for path in PIECES:
        if path.suffix == ".jsonl":
            found |= {(path.name, item["id"]): item["text"] for item in json_lines(path)}
        else:
            found[path.name, None] = path.read_text(encoding="utf-8")
    return found


def front_matter(text: str) -> dict[str, str]:
    head = text.split("---\n")[1]
    return {key: value.strip().strip('"') for key, value in (line.split(":", 1) for line in head.splitlines())}


def metadata(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".jsonl":
        return json_lines(path)
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".html":
        return [front_matter(text)]
    found = {name: re.search(pattern, text) for name, pattern in PAGE_METADATA.items()}
    return [{name: match[1] for name, match in found.items() if match}]


def entries() -> Iterator[dict[str, Any]]:
    yield from json_lines(CASE / "expected.jsonl")
    yield from json_lines(CASE / "traps.jsonl")


def grams(text: str) -> Iterator[tuple[str, ...]]:
    words = WORD.findall(text.lower().replace("’", "'"))
    return zip(*(islice(words, start, None) for start in range(GRAM)), strict=False)


def published() -> Iterator[str]:
    for path in sorted(SHARED.glob("cases/*.txt")):
        yield path.read_text(encoding="utf-8")
    for corpus in CORPORA:
        for document in json_lines(SHARED / "corpora" / corpus / "docs.jsonl"):
            yield document["text"]


@pytest.mark.parametrize("path", PIECES, ids=lambda path: path.name)
def test_every_piece_says_what_it_is(path: Path) -> None:
    for item in metadata(path):
        assert item["title"]
        assert item["outlet"]
        assert item["url"].startswith("https://example.org/")
        if path.name == UNDATED:
            assert "date" not in item
        else:
            assert re.fullmatch(r"2022-0[23]-\d\d", item["date"])


def test_the_undated_piece_names_no_year() -> None:
    assert not re.search(r"\b20\d\d\b", texts()[UNDATED, None])


def test_every_near_is_found_once_in_its_text() -> None:
    found = texts()
    wrong = [
        (entry["file"], entry["near"])
        for entry in entries()
        if found.get((entry["file"], entry.get("doc")), "").count(entry["near"]) != 1
    ]
    assert wrong == []


def test_the_key_is_large_and_its_ids_are_unique() -> None:
    ids = [entry["id"] for entry in json_lines(CASE / "expected.jsonl")]
    assert len(ids) >= 120
    assert len(ids) == len(set(ids))


def test_the_key_shows_every_type_of_event_every_factuality_and_every_choice() -> None:
    key = json_lines(CASE / "expected.jsonl")

    def values(name: str) -> set[str]:
        return {value for entry in key for value in entry.get(name, [])}

    assert values("kind") == {"statement", "act", "vote", "forecast", "framing"}
    assert values("event") == PLOVER
    assert values("factuality") == FACTUALITIES
    assert values("form") == {"direct", "indirect", "mixed"}
    assert values("use") == {"used", "avoided", "rejected"}
    assert values("vote_choice") == {"yes", "no", "abstain", "absent", "veto"}


def test_one_piece_is_an_exact_copy_and_one_a_near_copy() -> None:
    original = (CASE / "14_swift.md").read_bytes()
    assert (CASE / "15_swift_agency_copy.md").read_bytes() == original
    near_copy = (CASE / "16_swift_harbour_version.md").read_text(encoding="utf-8")
    ours = set(grams(near_copy))
    shared = ours & set(grams(original.decode("utf-8")))
    assert len(ours) / 2 < len(shared) < len(ours)


def test_no_piece_takes_its_wording_from_a_published_source() -> None:
    if not SHARED.exists():
        pytest.skip("the corpora to compare with are not here (../shared)")
    plain = {name: html.unescape(MARKUP.sub(" \n ", text)) for name, text in texts().items()}
    ours = {gram: name[0] for name, text in plain.items() for gram in grams(text)}
    known = {gram for text in published() for gram in grams(text) if gram in ours}
    assert sorted((ours[gram], " ".join(gram)) for gram in known) == []
