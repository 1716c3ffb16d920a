"""Who said what: cues, content, sources, hearers."""

from __future__ import annotations

from typing import Any

import pytest
from readings import chains, forms, names, said

from talleyrand.model.records import Statement

INDIRECT = [
    ("The German chancellor said the pipeline would not open.", "The German chancellor", "the pipeline would not open"),
    ("Poland's president warned that the border was at risk.", "Poland's president", "that the border was at risk"),
    ("Ottawa urged Moscow to release the sailors.", "Ottawa", "Moscow to release the sailors"),
    ("The Turkish foreign minister called for a ceasefire.", "The Turkish foreign minister", "a ceasefire"),
    ("Finland pledged to raise its defence budget.", "Finland", "to raise its defence budget"),
    ("Tokyo condemned the missile test.", "Tokyo", "the missile test"),
    ("The envoy denied having met the rebels.", "The envoy", "having met the rebels"),
    ("Brussels rejected the offer as a ruse.", "Brussels", "the offer as a ruse"),
    ("The US said the harbour would reopen.", "The US", "the harbour would reopen"),
]


@pytest.mark.parametrize(("text", "source", "content"), INDIRECT, ids=[t[:32] for t, _, _ in INDIRECT])
def test_indirect_speech_has_source_and_content(text: str, source: str, content: str, drafts_of: Any) -> None:
    drafts = drafts_of(text)
    assert ((source,), content, "actual") in said(drafts)
    assert forms(drafts) == ["indirect"]


def test_a_quotation_with_its_cue_behind_it_is_direct_speech(drafts_of: Any) -> None:
    drafts = drafts_of("“We will keep the corridor open,” the Turkish minister said.")
    assert said(drafts) == [(("the Turkish minister",), "We will keep the corridor open", "actual")]
    assert forms(drafts) == ["direct"]


def test_a_cue_between_two_quotations_takes_both(drafts_of: Any) -> None:
    drafts = drafts_of("“The harbour is safe,” the Greek minister said. “No ship has been stopped this week.”")
    assert said(drafts) == [
        (("the Greek minister",), "The harbour is safe | No ship has been stopped this week", "actual")
    ]
    assert forms(drafts) == ["direct"]


def test_words_in_quotation_marks_inside_a_report_make_it_mixed(drafts_of: Any) -> None:
    drafts = drafts_of("The Irish premier said the strikes were “a breach of every rule” and had to end.")
    assert forms(drafts) == ["mixed"]


def test_a_floating_inverted_cue_is_cut_out_of_its_clause(drafts_of: Any) -> None:
    text = "The cost of the embargo, say people with knowledge of the talks, was never counted."
    assert said(drafts_of(text)) == [
        (("people with knowledge of the talks",), "The cost of the embargo | was never counted", "actual")
    ]


def test_a_cue_between_commas_is_cut_out_of_its_clause(drafts_of: Any) -> None:
    ((source, content, _),) = said(drafts_of("The grain deal, the Ukrainian minister said, will be renewed."))
    assert source == ("the Ukrainian minister",)
    assert content == "The grain deal | will be renewed"


CUT = [
    ("Norway, two diplomats said, has recalled its envoy.", ("Norway", "has recalled its envoy.")),
    ("Ms. Abebe, aides said, would be open to a truce.", ("Ms. Abebe", "would be open to a truce.")),
    (
        "Whatever progress Mr. Lund has made, officials said, could easily be undone by others.",
        ("Whatever progress Mr. Lund has made", "could easily be undone by others."),
    ),
]


@pytest.mark.parametrize(("text", "parts"), CUT, ids=[t[:24] for t, _ in CUT])
def test_a_cue_between_a_subject_and_its_verb_has_both_as_content(
    text: str, parts: tuple[str, str], drafts_of: Any
) -> None:
    contents = [tuple(q.text for q in d.payload.content) for d in drafts_of(text) if isinstance(d.payload, Statement)]
    assert parts in contents


def test_who_blames_somebody_goes_on_behind_a_comma(drafts_of: Any) -> None:
    found = said(drafts_of("Peru blamed Chad, saying the dam was unsafe."))
    assert (("Peru",), "the dam was unsafe") in [(source, content) for source, content, _ in found]


def test_what_a_leader_is_told_is_no_description_of_the_leader(drafts_of: Any) -> None:
    (draft,) = drafts_of("The envoy told the Chinese leader he was prepared to meet.")[:1]
    assert isinstance(draft.payload, Statement)
    assert [c.text for c in draft.payload.content] == ["he was prepared to meet"]
    assert names(draft.addressees) == ("the Chinese leader",)


def test_laughter_is_nobody_spoken_to(drafts_of: Any) -> None:
    (draft,) = drafts_of('"The dam was a stretch," the minister said to laughter.')
    assert draft.addressees == ()


def test_a_hearer_behind_to_is_the_addressee(drafts_of: Any) -> None:
    (draft,) = drafts_of("The premier explained to the Japanese ambassador that the tariff would stay.")
    assert names(draft.addressees) == ("the Japanese ambassador",)


def test_two_sources_of_one_cue_are_both_its_actors(drafts_of: Any) -> None:
    ((source, _, _),) = said(drafts_of("Estonia and Latvia said the airspace was closed."))
    assert source == ("Estonia", "Latvia")


def test_the_subject_of_coordinated_cues_is_shared(drafts_of: Any) -> None:
    found = said(drafts_of("Norway condemned the attack and urged Russia to withdraw."))
    assert [source for source, _, _ in found] == [("Norway",), ("Norway",)]


def test_a_gerund_behind_a_preposition_is_said_by_the_noun_before_it(drafts_of: Any) -> None:
    found = said(drafts_of("The leak led to Beijing dismissing the warnings."))
    assert (("Beijing",), "the warnings", "actual") in found


def test_a_noun_of_saying_has_owner_and_content(drafts_of: Any) -> None:
    found = said(drafts_of("Canada’s warning that wheat would run short was ignored."))
    assert (("Canada",), "that wheat would run short", "actual") in found


def test_a_quotation_without_a_cue_goes_on_from_the_one_before(drafts_of: Any) -> None:
    text = (
        "“The road is closed to our convoys,” said Maria Costa, an aid worker.\n\n“We have waited there for five days.”"
    )
    found = said(drafts_of(text))
    assert found[1][1] == "We have waited there for five days"
    assert "Maria Costa" in found[1][0][0]


def test_a_quotation_runs_over_paragraphs_until_it_is_closed(drafts_of: Any) -> None:
    text = (
        "The Brazilian minister said: “The fund was set up for all of us.\n\n"
        "“It was never meant for one country.\n\n“It will stay open.”"
    )
    found = said(drafts_of(text))
    assert [content for _, content, _ in found] == [
        "The fund was set up for all of us",
        "It was never meant for one country",
        "It will stay open",
    ]
    assert {source for source, _, _ in found} == {("The Brazilian minister",)}


def test_a_colon_introduces_the_next_sentence_in_quotation_marks(drafts_of: Any) -> None:
    found = said(drafts_of("The Indian minister was blunt, and he added:\n\n“We buy oil where it is cheapest for us.”"))
    assert ("We buy oil where it is cheapest for us") in {content for _, content, _ in found}


CHAINS = [
    (
        "The truce would hold, the Egyptian minister said, according to a state news agency.",
        ("the Egyptian minister",),
        ("a state news agency",),
    ),
    (
        "Reuters reported that the Saudi minister had said the price would fall.",
        ("the Saudi minister",),
        ("Reuters",),
    ),
    (
        "The Kremlin said Mr. Macron had told Mr. Putin the offer was serious.",
        ("Mr. Macron",),
        ("The Kremlin",),
    ),
]


@pytest.mark.parametrize(("text", "source", "vouching"), CHAINS, ids=[c[1][0] for c in CHAINS])
def test_who_reports_a_statement_stands_in_its_chain(
    text: str, source: tuple[str, ...], vouching: tuple[str, ...], drafts_of: Any
) -> None:
    assert (source, vouching) in chains(drafts_of(text))


def test_chains_two_deep_are_outermost_first(drafts_of: Any) -> None:
    text = "State television reported that the Kremlin had said Mr. Lukashenko had promised to withdraw the troops."
    found = dict(chains(drafts_of(text)))
    assert found[("Mr. Lukashenko",)] == ("State television", "the Kremlin")


@pytest.mark.parametrize(
    "standard", ["the schedule", "international law", "its own needs", "the principles of the Charter"]
)
def test_what_is_done_according_to_a_plan_or_the_law_nobody_said(standard: str, drafts_of: Any) -> None:
    assert said(drafts_of(f"The troops left the valley according to {standard}.")) == []


def test_according_to_a_document_is_a_statement_of_the_document(drafts_of: Any) -> None:
    drafts = drafts_of("The two presidents spoke for an hour, according to a readout from the Elysée.")
    assert any("readout" in source[0] for source, _, _ in said(drafts))
    (act,) = [d for d in drafts if d.method.startswith("consult")]
    assert [s.type for s in act.reported_by] == ["document"]


def test_a_noun_of_saying_leaves_out_what_is_said_about_its_content(drafts_of: Any) -> None:
    found = said(drafts_of("Its commitment to the treaty, which took years to sign, was renewed by Japan."))
    assert (("Its",), "the treaty", "actual") in found


def test_a_verb_that_carries_a_noun_of_saying_gives_it_an_owner(drafts_of: Any) -> None:
    found = said(drafts_of("Hungary provided diplomatic support for the Serbian request."))
    assert (("Hungary",), "the Serbian request", "actual") in found


def test_a_phrase_before_a_cue_between_commas_belongs_to_the_content(drafts_of: Any) -> None:
    ((_, content, _),) = said(drafts_of("In the north, the Turkish minister said, the roads were open again."))
    assert content == "In the north | the roads were open again"


def test_words_before_a_quotation_that_begins_in_mid_sentence_are_said_too(drafts_of: Any) -> None:
    found = said(drafts_of("The harbour “is safe for every ship that comes,” the Greek minister said."))
    assert [content for _, content, _ in found] == ["The harbour “is safe for every ship that comes"]


def test_a_dateline_is_no_part_of_what_was_said(drafts_of: Any) -> None:
    found = said(drafts_of("OSLO (AP) — The pipeline is closed, the Norwegian minister said."))
    assert [content for _, content, _ in found] == ["The pipeline is closed"]


def test_twin_apostrophes_are_quotation_marks(drafts_of: Any) -> None:
    drafts = drafts_of("''We will keep the corridor open,'' the Turkish minister said.")
    assert forms(drafts) == ["direct"]


def test_a_naming_takes_the_thing_with_its_name(drafts_of: Any) -> None:
    found = said(drafts_of("The Belgian premier called the offer “a trap for the whole union.”"))
    assert [content for _, content, _ in found] == ["the offer “a trap for the whole union"]


def test_passives_have_their_subject_as_content(drafts_of: Any) -> None:
    found = said(drafts_of("The proposal was rejected by Iran."))
    assert (("Iran",), "The proposal", "actual") in found


@pytest.mark.parametrize(
    "text", ["The premier praised Turkey.", "The measures were agreed by Spain.", "The envoy went “too far” on Monday."]
)
def test_a_party_or_a_quoted_term_alone_is_not_what_somebody_said(text: str, drafts_of: Any) -> None:
    assert said(drafts_of(text)) == []


def test_an_aim_is_no_demand_and_a_count_no_source(drafts_of: Any) -> None:
    assert said(drafts_of("The minister sought to prevent a strike.")) == []
    assert said(drafts_of("Exports rose to ten dollars per capita.")) == []


def test_a_relative_before_the_cue_is_not_part_of_the_infinitive(drafts_of: Any) -> None:
    drafts = drafts_of("The court issued a ruling which Beijing has vowed to ignore.")
    assert (("Beijing",), "to ignore", "actual") in said(drafts)
