"""Copies are kept as documents come in: the same documents give the same copies, in whatever order and portions."""

from itertools import permutations

import pytest
from tests.making import add, snapshot

from talleyrand.ledger.store import open_ledger
from talleyrand.parse.blocks import find_blocks
from talleyrand.pipeline import copies, copy_candidates
from talleyrand.pipeline.copies import CopyKeeper, catch_up, keep_copies
from talleyrand.pipeline.copy_candidates import DIGESTS, period_of
from talleyrand.pipeline.sketching import sketch_of

STORY = "\n\n".join(
    f"In the {number} paragraph the envoys of both states spoke of point {number} of the plan for the {number} city, "
    f"and said that the {number} convoy would leave when the guns fall silent there."
    for number in ("first", "second", "third", "fourth", "fifth", "sixth")
)
OTHER = "\n\n".join(
    f"Ministers weighed {number} tariffs against {number} quotas for {number} steel, found neither to their {number} "
    f"taste, and sent {number} letters to all {number} mills along the {number} river before the {number} hour struck."
    for number in ("old", "new", "high", "low", "fair", "broad", "dear", "cheap", "late", "early")
)


def paper(name: str, text: str, day: str | None):
    return snapshot(text, path=f"{name}.txt", outlet=name, published=day)


WIRE = paper("Wire", STORY, "2022-03-01")
COURIER = paper("Courier", "Talks go on\n\n" + STORY.rpartition("\n\n")[0], "2022-03-02")
WEEKLY = paper("Weekly", OTHER + "\n\n" + STORY + "\n\n" + OTHER.replace("steel", "iron ore"), "2022-03-04")
LATER = paper("Later", STORY.replace("envoys", "delegates"), "2022-06-01")
TRADE = paper("Trade", OTHER, "2022-03-03")
GIVEN = (WIRE, COURIER, WEEKLY, LATER, TRADE)


def sketched(made):
    return made.document.id, sketch_of(made.document, find_blocks(made.document))


def rows(ledger):
    query = (
        "SELECT d.outlet, o.outlet, c.rule, c.jaccard, c.contained FROM document_copy c "
        "JOIN document d ON d.seq = c.document JOIN document o ON o.seq = c.original ORDER BY 1"
    )
    return ledger.connection.execute(query).fetchall()


def kept(path, portions):
    with open_ledger(path) as ledger:
        for portion in portions:
            with ledger.transaction() as connection:
                for made in portion:
                    add(ledger, made)
                keep_copies(connection, [sketched(made) for made in portion])
        return rows(ledger)


def test_each_copy_has_its_original_its_rule_and_its_score(tmp_path):
    (courier, weekly) = kept(tmp_path / "a.db", [GIVEN])
    assert courier[:3] == ("Courier", "Wire", "edited")
    assert weekly[:3] == ("Weekly", "Wire", "contains")
    assert 0.7 < courier[3] < 0.95
    assert courier[4] > 0.95


def test_order_and_portions_do_not_matter(tmp_path):
    expected = kept(tmp_path / "whole.db", [GIVEN])
    for number, order in enumerate(list(permutations(GIVEN))[::17]):
        assert kept(tmp_path / f"{number}.db", [order[:2], order[2:3], order[3:]]) == expected


def test_what_was_published_first_takes_the_copies_over_when_it_comes_in_last(tmp_path):
    first = paper("First", "By our own staff.\n\n" + STORY, "2022-02-28")
    found = kept(tmp_path / "a.db", [(WIRE, COURIER), (first,)])
    assert [row[:2] for row in found] == [("Courier", "First"), ("Wire", "First")]


def test_a_document_that_is_compared_again_changes_nothing(tmp_path):
    path = tmp_path / "a.db"
    before = kept(path, [GIVEN])
    with open_ledger(path) as ledger:
        with ledger.transaction() as connection:
            keep_copies(connection, [sketched(WIRE)])
        assert rows(ledger) == before


@pytest.mark.parametrize("days", [("2022-02-26", None), (None, "2022-02-26"), ("2022-02", "2022-02-27"), (None, None)])
def test_documents_without_a_day_are_compared_with_all(tmp_path, days):
    first, second = (paper(n, f"Told by {n}.\n\n" + STORY, day) for n, day in zip(("One", "Two"), days, strict=True))
    assert len(kept(tmp_path / "a.db", [(first,), (second,)])) == 1


def test_the_same_words_are_found_years_later(tmp_path):
    much_later = paper("Annals", STORY.replace(",", ""), "2031-03-01")
    assert [row[:3] for row in kept(tmp_path / "a.db", [(WIRE,), (much_later,)])] == [("Annals", "Wire", "identical")]


@pytest.mark.parametrize("day", range(20, 29))
def test_copies_are_found_wherever_a_period_ends(tmp_path, day):
    later = paper("Later", "Told again.\n\n" + STORY, f"2022-03-{day + 3}")
    earlier = paper("Earlier", STORY, f"2022-03-{day}")
    assert len(kept(tmp_path / "a.db", [(earlier,), (later,)])) == 1


def test_another_day_of_publication_is_taken_account_of(tmp_path):
    path = tmp_path / "a.db"
    kept(path, [(WIRE, COURIER)])
    with open_ledger(path) as ledger:
        late = paper("Wire", STORY, "2022-03-05")
        add(ledger, late, recode=True)
        with ledger.transaction() as connection:
            keep_copies(connection, [sketched(late)])
        assert [row[:2] for row in rows(ledger)] == [("Wire", "Courier")]


def periods_held(ledger):
    return {key >> 48 for (key,) in ledger.connection.execute("SELECT key FROM document_key")}


def test_a_document_is_not_left_under_the_period_of_another_day(tmp_path):
    path = tmp_path / "a.db"
    kept(path, [(WIRE,)])
    with open_ledger(path) as ledger:
        late = paper("Wire", STORY, "2023-03-05")
        add(ledger, late, recode=True)
        with ledger.transaction() as connection:
            keep_copies(connection, [sketched(late)])
        assert periods_held(ledger) == {period_of("2023-03-05"), DIGESTS}


def test_a_ledger_of_before_is_caught_up_with(tmp_path, monkeypatch):
    monkeypatch.setattr(copies, "AT_ONCE", 2)
    with open_ledger(tmp_path / "a.db") as ledger:
        for made in GIVEN:
            add(ledger, made)
        catch_up(ledger)
        assert rows(ledger) == kept(tmp_path / "b.db", [GIVEN])
        catch_up(ledger)
        assert len(rows(ledger)) == 2


def test_another_version_compares_everything_anew(tmp_path, monkeypatch):
    path = tmp_path / "a.db"
    kept(path, [GIVEN])
    monkeypatch.setattr(copies, "VERSION", "copies@0")
    with open_ledger(path) as ledger:
        catch_up(ledger)
        assert {row for (row,) in ledger.connection.execute("SELECT version FROM document_copy")} == {"copies@0"}
        assert len(rows(ledger)) == 2


def test_a_keeper_compares_what_waits(tmp_path, monkeypatch):
    monkeypatch.setattr(copies, "AT_ONCE", 2)
    with open_ledger(tmp_path / "a.db") as ledger:
        keeper = CopyKeeper(ledger)
        for made in (WIRE, COURIER, TRADE):
            add(ledger, made)
            keeper.add(made.document, None)
        assert len(rows(ledger)) == 1
        keeper.flush()
        (sketches,) = ledger.connection.execute("SELECT count(*) FROM document_sketch").fetchone()
        assert sketches == 3


@pytest.mark.parametrize("most", [1, 2])
def test_furniture_is_kept_for_few_and_the_first_are_found_still(tmp_path, monkeypatch, most):
    monkeypatch.setattr(copy_candidates, "HOLDERS", most)
    many = [paper(f"Paper {n}", f"Told on day {n}.\n\n" + STORY, f"2022-03-0{n}") for n in range(2, 8)]
    for number, order in enumerate((many, many[::-1])):
        found = kept(tmp_path / f"{number}.db", [[made] for made in (*order, WIRE)])
        assert {row[1] for row in found} == {"Wire"}
        assert len(found) == 6
