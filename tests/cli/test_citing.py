"""`talleyrand cite`, and the citations that `export` writes."""

import json

import pytest

TEXT = "China called Russia.\n\nFrance refused to call Russia."


def idents(asked):
    return [json.loads(line)["id"] for line in asked("export").stdout.splitlines()]


def test_records_are_cited_with_their_quotation_by_the_beginning_of_their_ids(asked):
    first, second = idents(asked)
    printed = asked("cite", first[:12], second)
    assert printed.exit_code == 0
    paragraphs = printed.stdout.split("\n\n")
    assert paragraphs[0].startswith(
        "“China called Russia.”\nuntitled text, February 26, 2022, para. 1 (archived as sha256:"
    )
    assert "para. 2" in paragraphs[1]


@pytest.mark.parametrize(("style", "words"), [("bibtex", "@misc{"), ("csl", '"type": "document"')])
def test_other_styles(asked, style, words):
    assert words in asked("cite", idents(asked)[0], "--style", style).stdout


def test_a_document_is_cited_as_a_whole(asked):
    ident = json.loads(asked("export").stdout.splitlines()[0])["document"]["id"]
    assert asked("cite", ident).stdout.startswith("untitled text, February 26, 2022 (archived as")


def test_what_is_not_there_is_told(asked):
    assert asked("cite", "zzzz").exit_code == 2
    assert "no such record" in asked("cite", "zzzz").stderr


def test_export_cites_every_record(asked):
    items = json.loads(asked("export", "--format", "csl").stdout)
    assert [item["custom"]["record"] for item in items] == idents(asked)
    assert asked("export", "--format", "bibtex").stdout.count("@misc{") == 2
