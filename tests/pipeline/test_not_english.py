"""Documents in other languages: archived, searched and listed, not coded."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from tests.making import FakeCoder, snapshot

from talleyrand.archive.options import ReadOptions
from talleyrand.ledger.store import open_ledger
from talleyrand.model.documents import Document
from talleyrand.parse.plain_sentences import plain_sentences
from talleyrand.pipeline.code import code
from talleyrand.pipeline.coders import EngineCoder
from talleyrand.pipeline.jobs import Job, read
from talleyrand.pipeline.reports import summary

FRENCH = "Le ministre a déclaré que les négociations reprendraient vendredi à Genève. Son homologue n'a pas répondu."
ENGLISH = "China called Russia. The two sides said that they would meet again in the spring."


def test_a_document_in_another_language_is_entered_without_being_coded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH)
    (tmp_path / "b.txt").write_text(
        "On Friday, France condemned the attack, and the minister said that it was a crime."
    )
    job = Job(ReadOptions(published="2022-03-01"), make_coder=EngineCoder)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        report = read([tmp_path], ledger, job=job)
        assert (report.documents, report.not_english) == (2, 1)
        assert "1 document is not in English: archived, not coded; talleyrand verify --not-english" in summary(report)
        (listed,) = ledger.not_english()
        assert (listed.language, listed.path) == ("fr", str(tmp_path / "a.txt"))
        assert {record.document_id for record in ledger.records()} == {_english(ledger.bare_documents())}
        (hit,) = ledger.search("négociations")
        assert hit.text == FRENCH.partition(" Son")[0]


def _english(documents: dict[str, Document]) -> str:
    return next(id for id, document in documents.items() if document.coded)


def test_what_was_told_wrongly_is_coded_when_it_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": ENGLISH, "language": "fr"}))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        first = read([file], ledger, job=Job(make_coder=OnlyEnglish))
        assert (first.not_english, ledger.count()) == (1, 0)
        again = Job(ReadOptions(language="en"), make_coder=OnlyEnglish)
        assert read([file], ledger, job=again).differing == [f"{file}: language en given, fr kept"]
        assert read([file], ledger, job=replace(again, recode=True)).not_english == 0
        assert ledger.count() == 1
        assert not list(ledger.not_english())


class OnlyEnglish(FakeCoder):
    """A coder that keeps to English, as every coder must."""

    def code(self, documents):  # type: ignore[no-untyped-def]
        for document, coded in zip(documents, super().code(documents), strict=True):
            yield coded if document.coded else replace(coded, coding=type(coded.coding)())


def test_code_gives_nothing_for_another_language() -> None:
    document = replace(snapshot("China condemned the attack.").document, language="fr")
    assert code(document, None) == []  # type: ignore[arg-type]


def test_sentences_end_at_the_stops_of_many_scripts() -> None:
    text = "Il part. “Non !” Elle reste\n\n他走了。她留下。\n वह गया। वह रुकी।"
    found = [text[span.start : span.end] for span in plain_sentences(text)]
    assert found == ["Il part.", "“Non !”", "Elle reste", "他走了。", "她留下。", "वह गया।", "वह रुकी।"]
