"""Our own gold set: it is sound, large enough, and its checker finds what is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from own_texts import CONDEMNED, text_of
from quality.places import OWN
from quality.sets import own

from quality import check
from talleyrand import Span

SOUND = {
    "id": "a",
    "split": "dev",
    "text": "China condemned the raid.",
    "published": "2022-03-04",
    "records": [CONDEMNED],
}


def faults(folder: Path, *rows: dict[str, Any]) -> list[str]:
    (folder / "sentences.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return list(check.faults(folder))


def test_our_set_has_no_fault() -> None:
    assert list(check.faults()) == []


def test_our_set_is_as_large_as_it_should_be_and_has_every_kind() -> None:
    sentences, articles = (list(own.rows(OWN / name)) for name in own.FILES)
    assert len(sentences) >= 120
    assert len(articles) >= 12
    kinds = {record["kind"] for row in (*sentences, *articles) for record in row["records"]}
    assert kinds == {"act", "statement", "vote", "forecast", "framing"}
    assert {row["split"] for row in sentences} == {"dev", "test"}


def test_a_sound_set_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, SOUND) == []


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (CONDEMNED | {"near": "the invasion"}, "stands 0 times"),
        (CONDEMNED | {"near": "a"}, "stands 2 times"),
        (CONDEMNED | {"event": ["BLAME"]}, "unknown type 'BLAME'"),
        (CONDEMNED | {"colour": "red"}, "unknown field 'colour'"),
        (CONDEMNED | {"factuality": ["maybe"]}, "unknown factuality 'maybe'"),
        (CONDEMNED | {"factuality": []}, "no factuality"),
        (CONDEMNED | {"kind": "deed"}, "unknown kind 'deed'"),
    ],
)
def test_a_faulty_record_is_told(tmp_path: Path, record: dict[str, Any], fault: str) -> None:
    assert any(fault in line for line in faults(tmp_path, SOUND | {"records": [record]}))


def test_an_id_twice_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, SOUND, SOUND) == ["a: 2 texts have this id"]


def test_a_phrase_is_taken_where_it_stands_nearest() -> None:
    assert own.nearest("no", "no, said A; no, said B", 16) == Span(12, 14)


def test_a_naming_stands_within_its_phrase() -> None:
    text = text_of(text="She met him. She left.", mentions=[{"near": "She left", "text": "She", "refers": "Ana Ruiz"}])
    assert text.namings == (own.Naming(Span(13, 16), "Ana Ruiz"),)


def test_an_author_is_a_country_by_its_code_or_a_person_by_name() -> None:
    country, person = own.author("CHN"), own.author("Xi Jinping")
    assert country is not None
    assert (country.id, country.type) == ("country:CHN", "state")
    assert person is not None
    assert person.id == "person:xi-jinping"
    with pytest.raises(ValueError, match="QQQ"):
        own.author("QQQ")
