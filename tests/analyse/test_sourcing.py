"""Who vouches for what is known: worked by hand, and at the edges."""

import pytest
import vl_convert

from recording import act, statement
from talleyrand.analyse.contacts.rates import share
from talleyrand.analyse.sourcing.measure import sourcing
from talleyrand.codebook.outlets import state_outlet
from talleyrand.errors import DateError
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.documents import Document, address

OFFICIAL = Attribution("anonymous", "unknown:official", "official")
LAVROV = Attribution("named", "person:sergey-lavrov", "Sergey Lavrov", "RUS")
MINISTRY = Attribution("institution", "organ:RUS-foreign-ministry", "Foreign Ministry of Russia", "RUS")
TASS = Attribution("outlet", "outlet:tass", "TASS", "RUS")
KREMLIN = Actor("organ:RUS-kremlin", "Kremlin", "organ", "RUS", None, "GOV")


def documents(**outlets):
    """Documents by short names, each of an outlet, or of an author."""
    made = {}
    for name, outlet in outlets.items():
        ident = address(name.encode())
        if isinstance(outlet, Actor):
            made[ident] = Document(ident, "", outlet=outlet.name, author=outlet)
        else:
            made[ident] = Document(ident, "", outlet=outlet)
    return made


def sanction(day, document, *chain, **more):
    return act("USA", "RUS", "SANCTION", day, document=document, reported_by=chain, **more)


def by_type(result):
    return {row.type: row for row in result}


def test_each_record_is_vouched_for_by_the_source_nearest_to_the_event():
    told = [
        sanction("2022-02-01", "a", MINISTRY, LAVROV),
        sanction("2022-02-05", "b", OFFICIAL),
        sanction("2022-02-10", "c", TASS),
        sanction("2022-02-15", "d"),
        sanction("2022-02-20", "e"),
    ]
    known = documents(a="Wire", b="Wire", c="Wire", d="Wire", e=KREMLIN)
    found = by_type(sourcing(told, actor="RUS", documents=known))
    assert list(found) == ["named", "anonymous", "state media", "author", "report"]
    assert found["named"].share == pytest.approx(0.2)
    expected = share(1, 5)
    assert (found["named"].low, found["named"].high) == (expected.low, expected.high)
    # Of five, one came through a ministry, and four through the wire.
    assert found["report"].through == 4
    assert sum(row.share for row in found.values()) == pytest.approx(1)


def test_a_report_in_several_records_counts_once_in_equal_parts():
    told = [
        sanction("2022-02-01", "a", OFFICIAL),
        sanction("2022-02-01", "b", LAVROV, text="USA SANCTION RUS on 2022-02-01, said Lavrov."),
        act("USA", "RUS", "ACCUSE", "2022-03-01", document="c", reported_by=(LAVROV,)),
    ]
    result = sourcing(told, actor="RUS", documents=documents(a="Wire", b="Post", c="Wire"))
    found = by_type(result)
    # Two events, one of them told by two sources: anonymous 1/2, named 1/2 + 1, of two.
    assert (result.records, result.independent) == (3, 2)
    assert (found["anonymous"].share, found["named"].share) == (0.25, 0.75)
    assert [reason.weight for reason in result.why("anonymous")] == [0.5]


def test_a_link_to_the_author_is_the_documents_own_word():
    own = Attribution("institution", KREMLIN.id, KREMLIN.name, "RUS")
    result = sourcing([sanction("2022-02-01", "a", own)], documents=documents(a=KREMLIN))
    assert [row.type for row in result] == ["author"]
    assert [row.country for row in result.parts["countries"]] == ["RUS"]


def test_what_one_source_alone_tells_is_listed_the_gravest_first():
    told = [
        act("USA", "RUS", "ACCUSE", "2022-02-01", document="a", reported_by=(OFFICIAL,)),
        sanction("2022-02-10", "a"),
        sanction("2022-02-10", "b", text="The USA put Russia under sanctions, the Post learnt."),
        act("RUS", "UKR", "ASSAULT", "2022-02-24", document="a"),
        act("RUS", "UKR", "ASSAULT", "2022-03-24", document="a", factuality="possible"),
        statement("RUS", "We do not want war with anybody.", "2022-02-24"),
    ]
    single = sourcing(told, actor="RUS", documents=documents(a="Wire", b="Post")).parts["single"]
    assert [(row.what, row.outlet, row.rests_on) for row in single] == [
        ("ASSAULT", "Wire", "one report"),
        ("ACCUSE", "Wire", "one report"),
    ]
    assert "of 3 acts and votes done, 2 (67%) rest on one independent report" in single.notes[0]
    same = sourcing(told, actor="RUS", documents=documents(a="Wire", b="Wire")).parts["single"]
    assert "one outlet" in {row.rests_on for row in same}


def test_concentration_is_on_outlets_and_on_sources():
    told = [sanction(f"2022-02-{day:02}", name, LAVROV) for day, name in ((1, "a"), (8, "b"), (15, "c"), (22, "d"))]
    known = documents(a="Wire", b="Wire", c="Wire", d="Post")
    outlets, sources = sourcing(told, actor="RUS", documents=known).parts["concentration"]
    # Three of Wire and one of Post: 3 * 2 of 4 * 3 pairs are of one outlet.
    assert (outlets.largest, outlets.share, outlets.herfindahl) == ("Wire", 0.75, 0.5)
    assert (sources.number, sources.herfindahl) == (1, 1.0)


def test_only_records_of_both_are_counted_with_a_target():
    told = [sanction("2022-02-01", "a"), act("CHN", "RUS", "SUPPORT", "2022-02-01")]
    assert sourcing(told, actor="RUS", target="CHN").records == 1


def test_without_documents_it_is_said_what_is_not_known():
    result = sourcing([sanction("2022-02-01", "a"), sanction("2022-02-09", "a")], actor="RUS")
    assert any("documents that are not given" in note for note in result.notes)


def test_nothing_one_record_and_rejected_ones():
    assert sourcing([], actor="RUS").notes == ("nothing is known about this, so nobody vouches for it",)
    assert sourcing([], actor="RUS").chart() == {}
    result = sourcing([sanction("2022-02-01", "a", review="rejected"), sanction("2022-02-09", "a")], actor="RUS")
    assert "one record: who vouches for it, not a tendency" in result.notes
    with pytest.raises(DateError):
        sourcing([], since="2022-03-01", until="2022-02-01")


def test_the_bars_are_drawn_with_their_counts():
    result = sourcing([sanction("2022-02-01", "a", OFFICIAL), sanction("2022-02-09", "b", TASS)], actor="RUS")
    picture = vl_convert.vegalite_to_svg(result.chart())
    assert "n = 2 independent reports in 2 records" in picture
    assert "an unnamed source" in picture


@pytest.mark.parametrize(
    ("outlet", "state"),
    [("outlet:xinhua", "CHN"), ("The Global Times", "CHN"), ("org:state-media-irn", "IRN"), ("Reuters", None)],
)
def test_state_media_are_told_by_id_and_by_name(outlet, state):
    assert state_outlet(outlet) == state
