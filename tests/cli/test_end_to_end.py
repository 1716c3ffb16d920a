"""From an article to its dossier, through the real engine."""

import json

import pytest
from typer.testing import CliRunner

from talleyrand.cli.main import app

ARTICLE = """Beijing abstains

China abstained on Friday when the United Nations Security Council voted on a resolution that condemned the invasion. \
Xi Jinping spoke by phone with Vladimir Putin on Friday, the Kremlin said. \
"We support talks," Wang Yi, the foreign minister, said. \
Mr. Xi refused to condemn the attack.
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A ledger of one article that the embedded engine read."""
    folder = tmp_path_factory.mktemp("end-to-end")
    (folder / "article.txt").write_text(ARTICLE)
    path = str(folder / "talleyrand.db")
    arguments = ["read", str(folder / "article.txt"), "--date", "2022-02-26", "--ledger", path]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.stderr
    return path


def rows(ledger, *arguments):
    done = CliRunner().invoke(app, [*arguments, "--ledger", ledger])
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_records_quote_the_article(ledger):
    records = rows(ledger, "export")
    assert {"vote", "statement", "act"} <= {record["kind"] for record in records}
    for record in records:
        evidence = record["evidence"]
        assert ARTICLE[evidence["start"] : evidence["end"]] == evidence["text"]
        assert record["engine"]


def test_the_call_is_found_by_the_names_of_both_sides(ledger):
    for one, other in (("CHN", "RUS"), ("Xi Jinping", "Vladimir Putin"), ("Russia", "Beijing")):
        acts = [
            row["act"]["event_type"] for row in rows(ledger, "show", one, "--toward", other) if row["kind"] == "act"
        ]
        assert "CONSULT" in acts


def test_the_day_is_worked_out_from_the_date_of_the_article(ledger):
    (vote,) = [row for row in rows(ledger, "show", "China") if row["kind"] == "vote"]
    assert (vote["vote"]["choice"], vote["date"]["start"]) == ("abstain", "2022-02-25")


def test_every_sentence_can_be_searched_for(ledger):
    (hit,) = rows(ledger, "search", "condemn attack")
    assert hit["text"] == "Mr. Xi refused to condemn the attack."


def test_the_ledger_verifies(ledger):
    assert rows(ledger, "verify") == []
