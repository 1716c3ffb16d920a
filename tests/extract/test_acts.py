"""Who did what to whom, and whether it happened."""

from __future__ import annotations

from typing import Any

import pytest
from readings import acts, names

from talleyrand.model.records import Act

DONE = [
    ("Canada expelled four Russian diplomats.", "Canada", "SANCTION"),
    ("The foreign ministers of Peru and Chile met in Lima.", "The foreign ministers", "CONSULT"),
    ("Sweden sent anti-tank weapons to Ukraine.", "Sweden", "AID"),
    ("Iran accused Israel of sabotage.", "Iran", "ACCUSE"),
    ("Belarus arrested two Polish journalists.", "Belarus", "COERCE"),
    ("Japan imposed sanctions on Russian banks.", "Japan", "SANCTION"),
    ("North Korea threatened to strike the South.", "North Korea", "THREATEN"),
    ("Saudi Arabia rejected the American request.", "Saudi Arabia", "REJECT"),
    ("The US sanctioned two Burmese generals.", "US", "SANCTION"),
    ("US urged Poland to open its ports.", "US", "REQUEST"),
]


@pytest.mark.parametrize(("text", "actor", "event"), DONE, ids=[f"{e}:{a}" for _, a, e in DONE])
def test_plain_acts_are_coded(text: str, actor: str, event: str, drafts_of: Any) -> None:
    assert any(actor in who[0] and what == event for who, what, _, _ in acts(drafts_of(text)))


def test_the_by_phrase_of_a_passive_acts(drafts_of: Any) -> None:
    ((actors, event, recipients, _),) = acts(drafts_of("Ukraine was invaded by Russia."))
    assert (actors, event, recipients) == (("Russia",), "ASSAULT", ("Ukraine",))


def test_a_passive_without_its_agent_is_nobodys_act(drafts_of: Any) -> None:
    assert acts(drafts_of("The bridge was bombed at night.")) == []


def test_coordinated_actors_and_recipients_are_all_parties(drafts_of: Any) -> None:
    found = acts(drafts_of("France and Germany condemned Russia and Belarus."))
    assert (("France", "Germany"), "ACCUSE", ("Russia", "Belarus"), "actual") in found


def test_coordinated_verbs_share_their_subject(drafts_of: Any) -> None:
    found = acts(drafts_of("Turkey praised Kyiv and accused Moscow of piracy."))
    assert [(who, what, whom) for who, what, whom, _ in found] == [
        (("Turkey",), "SUPPORT", ("Kyiv",)),
        (("Turkey",), "ACCUSE", ("Moscow",)),
    ]


def test_the_noun_of_a_relative_clause_acts(drafts_of: Any) -> None:
    found = acts(drafts_of("Serbia, which praised China, kept its airport open."))
    assert any(who == ("Serbia",) and what == "SUPPORT" and whom == ("China",) for who, what, whom, _ in found)


def test_the_one_who_is_urged_is_to_act_and_it_is_only_called_for(drafts_of: Any) -> None:
    found = acts(drafts_of("Vienna urged Russia to withdraw its troops."))
    assert (("Russia",), "RETREAT", (), "called-for") in found
    assert any(who == ("Vienna",) and what == "REQUEST" and how == "actual" for who, what, _, how in found)


def test_who_promises_is_to_act_although_there_is_an_object(drafts_of: Any) -> None:
    found = acts(drafts_of("The Dutch premier promised Kyiv to send tanks to Ukraine."))
    assert all(who == ("The Dutch premier",) for who, _, _, _ in found)


def test_two_adjectives_are_two_parties(drafts_of: Any) -> None:
    ((actors, event, _, _),) = acts(drafts_of("Armenian and Azerbaijani officials met in Prague."))
    assert event == "CONSULT"
    assert actors == ("Armenian", "Azerbaijani")


def test_a_conversation_mentioned_in_passing_counts(drafts_of: Any) -> None:
    drafts = drafts_of("Mr. Scholz told Mr. Zelensky in a phone call that the howitzers were ready.")
    (call,) = [d for d in drafts if isinstance(d.payload, Act) and d.payload.event_type == "CONSULT"]
    assert (names(call.actors), names(call.recipients)) == (("Mr. Scholz",), ("Mr. Zelensky",))


def test_a_telephone_makes_the_mode(drafts_of: Any) -> None:
    (call,) = [d.payload for d in drafts_of("Modi spoke with Putin by phone.") if isinstance(d.payload, Act)]
    assert (call.event_type, call.mode) == ("CONSULT", "phone")


def test_a_telephone_is_no_conversation_beside_the_one_held_on_it(drafts_of: Any) -> None:
    found = acts(drafts_of("Mr. Modi and Mr. Putin spoke on the phone."))
    assert found == [(("Mr. Modi", "Mr. Putin"), "CONSULT", (), "actual")]


def test_the_noun_of_a_conversation_makes_its_mode(drafts_of: Any) -> None:
    drafts = drafts_of("Mr. Scholz told Mr. Zelensky on the phone that the howitzers were ready.")
    assert [d.payload.mode for d in drafts if isinstance(d.payload, Act)] == ["phone"]


def test_in_a_visit_the_guest_acts(drafts_of: Any) -> None:
    ((actors, event, recipients, _),) = acts(drafts_of("Xi Jinping received Imran Khan on Sunday."))
    assert (actors, event, recipients) == (("Imran Khan",), "CONSULT", ("Xi Jinping",))


def test_a_noun_names_an_act_with_the_parties_around_it(drafts_of: Any) -> None:
    found = acts(drafts_of("The Turkish raid on Sinjar was reported on Monday."))
    assert (("Turkish",), "ASSAULT", ("Sinjar",), "actual") in found


def test_a_noun_without_its_parties_is_nobodys_act(drafts_of: Any) -> None:
    assert acts(drafts_of("The raid lasted an hour.")) == []


def test_an_act_that_a_verb_has_coded_is_not_coded_again_by_its_noun(drafts_of: Any) -> None:
    found = acts(drafts_of("Turkey launched an attack on Syria."))
    assert found == [(("Turkey",), "ASSAULT", ("Syria",), "actual")]


def test_talks_between_parties_that_a_noun_names_are_planned_where_they_are(drafts_of: Any) -> None:
    found = acts(drafts_of("Talks between Chad and Niger will take place in Lagos."))
    assert found == [(("Chad", "Niger"), "CONSULT", (), "planned")]


def test_what_a_measure_counts_is_meant(drafts_of: Any) -> None:
    ((actors, event, recipients, _),) = acts(drafts_of("Venezuela released dozens of political activists."))
    assert (actors, event, recipients) == (("Venezuela",), "RETREAT", ("political activists",))


def test_an_end_put_to_something_has_a_type_of_its_own(drafts_of: Any) -> None:
    texts = [
        "Norway has suspended its aid to Chad.",
        "Oslo lifted its sanctions on Chad.",
        "Kabul suspended its offensive on Herat.",
    ]
    assert [acts(drafts_of(t))[0][1] for t in texts] == ["SANCTION", "CONCEDE", "RETREAT"]


FACTUALITY = [
    ("Hungary condemned Russia.", "actual"),
    ("Hungary did not condemn Russia.", "negated"),
    ("Hungary never condemned Russia.", "negated"),
    ("Hungary never openly condemned Russia.", "negated"),
    ("Hungary made no promise and condemned Russia.", "actual"),
    ("Hungary not only condemned Russia, it closed the border.", "actual"),
    ("Not surprisingly, Hungary condemned Russia.", "actual"),
    ("Hungary refused to condemn Russia.", "refused"),
    ("Hungary declined to condemn Russia.", "refused"),
    ("Hungary will condemn Russia.", "planned"),
    ("Hungary plans to condemn Russia.", "planned"),
    ("Hungary must condemn Russia.", "called-for"),
    ("Poland urged Hungary to condemn Russia.", "called-for"),
    ("Hungary may condemn Russia.", "possible"),
    ("Hungary threatened to condemn Russia.", "possible"),
    ("If Hungary condemns Russia, gas will be cut.", "possible"),
    ("Hungary did not refuse to condemn Russia.", "actual"),
]


@pytest.mark.parametrize(("text", "expected"), FACTUALITY, ids=[t for t, _ in FACTUALITY])
def test_each_factuality_is_told_apart(text: str, expected: str, drafts_of: Any) -> None:
    found = {how for who, what, _, how in acts(drafts_of(text)) if who == ("Hungary",) and what == "ACCUSE"}
    assert found == {expected}


def test_two_who_have_not_spoken_are_a_non_event(drafts_of: Any) -> None:
    ((actors, event, _, factuality),) = acts(drafts_of("The two presidents have not spoken since March."))
    assert (actors, event, factuality) == (("The two presidents",), "CONSULT", "negated")


TRAPS = [
    "The museum hosted an exhibition of Dutch paintings.",
    "The minister called it a day.",
    "A call for peace went unheard.",
    "The term “attack” was printed on the poster.",
    "Prices attacked household budgets.",
    "The workers demonstrated great courage.",
    "People in Finland burn wood.",
    "The company will install charging stations in Sweden.",
    "The minister appointed 2,000 teachers.",
    "There are calls for reconciliation between Ghana and Togo.",
    "Germany must increase the number of tests.",
    "Hurricane Lorenzo hit Portugal.",
    "The police treated Syria as a crime scene.",
    "Turkey guards the Syrian prisoners.",
]


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_sounds_like_an_act_is_none(text: str, drafts_of: Any) -> None:
    assert acts(drafts_of(text)) == []


def test_what_is_asked_is_no_act(drafts_of: Any) -> None:
    assert acts(drafts_of("Will Kazakhstan sell gas to Nepal?")) == []


def test_who_is_accused_of_it_does_it(drafts_of: Any) -> None:
    found = acts(drafts_of("Uganda accused Rwanda of arming the rebels."))
    assert (("Rwanda",), "AID", ("the rebels",), "actual") in found


def test_a_threat_is_aimed_at_those_whom_its_deed_would_hit(drafts_of: Any) -> None:
    found = acts(drafts_of("Kabul threatened to expel Danish diplomats."))
    assert any(what == "THREATEN" and whom == ("Danish diplomats",) for _, what, whom, _ in found)


def test_what_was_done_to_nobody_is_a_non_event(drafts_of: Any) -> None:
    assert acts(drafts_of("Ireland has not condemned anyone.")) == [(("Ireland",), "ACCUSE", (), "negated")]


def test_a_refusal_of_cooperation_is_one_act(drafts_of: Any) -> None:
    assert [what for _, what, _, _ in acts(drafts_of("Chad refused to release the Dutch nurses."))] == ["REJECT"]


def test_what_belongs_to_the_actor_is_not_whom_it_acts_upon(drafts_of: Any) -> None:
    ((_, event, recipients, _),) = acts(drafts_of("France has recalled its ambassador to Turkey."))
    assert (event, recipients) == ("SANCTION", ("Turkey",))


def test_what_violence_hits_need_be_no_agent(drafts_of: Any) -> None:
    ((_, event, recipients, _),) = acts(drafts_of("The rebels shelled the airstrip."))
    assert (event, recipients) == ("ASSAULT", ("the airstrip",))


def test_staying_away_from_talks_is_told_of_one_party_alone(drafts_of: Any) -> None:
    assert acts(drafts_of("Guinea will not attend the summit."))[0][:2] == (("Guinea",), "CONSULT")
    assert acts(drafts_of("Guinea will attend the summit.")) == []


def test_what_somebody_is_told_is_no_request(drafts_of: Any) -> None:
    assert acts(drafts_of("The minister told Peru that the dam was safe.")) == []


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("to withdraw its troops", True),
        ("to begin to withdraw its troops", True),
        ("that it must withdraw its troops", True),
        ("that it would withdraw its troops", False),
        ("that its navy had begun to withdraw its ships", False),
        ("that a decision was made to withdraw the troops", False),
    ],
)
def test_only_what_the_other_is_to_do_is_asked_of_it(told: str, asked: bool, drafts_of: Any) -> None:
    assert ("REQUEST" in {what for _, what, _, _ in acts(drafts_of(f"Kenya told Chad {told}."))}) == asked


def test_a_country_in_general_is_no_party(drafts_of: Any) -> None:
    assert acts(drafts_of("Norway would not sanction a country.")) == []
    assert acts(drafts_of("Norway sanctioned the country."))[0][2] == ("the country",)


OWNED = [
    ("Peru has announced plans to withdraw its troops from Haiti.", "Peru", "RETREAT", "planned"),
    ("Latvia's decision to send mortars to Kyiv surprised nobody.", "Latvia", "AID", "planned"),
    ("Chad made an attempt to attack Sudan.", "Chad", "ASSAULT", "possible"),
    ("An attempt by Chad to attack Sudan failed.", "Chad", "ASSAULT", "negated"),
    ("Hungary's refusal to send mortars to Kyiv surprised nobody.", "Hungary", "AID", "refused"),
    ("Mr. Lund has no plans to meet Mr. Sato.", "Mr. Lund", "CONSULT", "negated"),
]


@pytest.mark.parametrize(("text", "actor", "event", "known"), OWNED, ids=[t[:24] for t, _, _, _ in OWNED])
def test_whose_plan_or_attempt_it_is_is_who_would_act(
    text: str, actor: str, event: str, known: str, drafts_of: Any
) -> None:
    assert any(((actor,), event, known) == (who, what, how) for who, what, _, how in acts(drafts_of(text)))


def test_who_condemns_a_plan_does_not_own_it(drafts_of: Any) -> None:
    found = acts(drafts_of("Peru condemned plans to attack Sudan."))
    assert not any(what == "ASSAULT" and "Peru" in who for who, what, _, _ in found)


def test_a_passive_can_tell_who_acts_by_a_place(drafts_of: Any) -> None:
    (found,) = acts(drafts_of("The Chinese ambassador was called to the Foreign Ministry of Japan."))
    assert found == (("the Foreign Ministry of Japan",), "ACCUSE", ("The Chinese ambassador",), "actual")


def test_forces_that_are_sent_are_their_states(drafts_of: Any) -> None:
    (found,) = acts(drafts_of("Kenya’s army was put on alert."))
    assert (found[0], found[1]) == (("Kenya’s army",), "MOBILIZE")


def test_what_each_does_to_the_other_needs_no_recipient(drafts_of: Any) -> None:
    (found,) = acts(drafts_of("Peru and Chile accused each other of spying."))
    assert (found[0], found[1]) == (("Peru", "Chile"), "ACCUSE")


def test_a_letter_speaks_for_those_who_wrote_it(drafts_of: Any) -> None:
    found = acts(drafts_of("A letter by nine ministers urges Oslo to close the port."))
    assert (("nine ministers",), "REQUEST", ("Oslo",), "actual") in found


def test_what_is_said_twice_is_one_act(drafts_of: Any) -> None:
    found = acts(drafts_of("Oslo condemned Peru, and Oslo condemned Peru again."))
    assert [event for _, event, _, _ in found] == ["ACCUSE"]


def test_what_is_not_ruled_out_is_threatened(drafts_of: Any) -> None:
    (found,) = acts(drafts_of("Canada is not ruling out tariffs on Danish shrimp."))
    assert (found[0], found[1], found[3]) == (("Canada",), "THREATEN", "actual")


def test_talks_that_go_on_are_planned_by_those_who_talked(drafts_of: Any) -> None:
    found = acts(drafts_of("Peru and Chile held talks in Lima. The talks will continue in May."))
    assert (("Peru", "Chile"), "CONSULT", (), "planned") in found


def test_a_thing_belongs_to_whom_a_clause_says(drafts_of: Any) -> None:
    (found,) = acts(drafts_of("Kenya ordered the seizure of a tanker that belongs to a Greek company."))
    assert (found[1], found[2]) == ("COERCE", ("a Greek company",))


def test_soldiers_that_are_counted_are_no_partner(drafts_of: Any) -> None:
    (found,) = acts(drafts_of("Kenya and Uganda held exercises with 12,000 soldiers."))
    assert found[2] == ()


def test_an_answer_goes_to_who_asked(drafts_of: Any) -> None:
    found = acts(drafts_of("Peru asked Oslo to send ships. Oslo refused to send any."))
    assert (("Oslo",), "REJECT", ("Peru",), "actual") in found


def test_shots_at_a_thing_hit_it(drafts_of: Any) -> None:
    found = acts(drafts_of("Kenyan soldiers fired at the power station."))
    assert [(event, whom) for _, event, whom, _ in found] == [("ASSAULT", ("the power station",))]


def test_a_particle_before_a_preposition_belongs_to_the_verb(drafts_of: Any) -> None:
    found = acts(drafts_of("Chile gave in to Bolivia’s demand."))
    assert [(who, event) for who, event, _, _ in found] == [(("Chile",), "CONCEDE")]


def test_a_title_with_its_state_and_the_name_behind_are_one_party(drafts_of: Any) -> None:
    text = "Vladimir Putin and Prime Minister of Hungary Viktor Orban had a brief meeting following a news conference."
    ((actors, event, _, _),) = acts(drafts_of(text))
    assert (actors, event) == (("Vladimir Putin", "Prime Minister of Hungary Viktor Orban"), "CONSULT")


AGAINST = [
    "Peru and Chile agreed on sanctions against Iran.",
    "Peru and Chile agreed to deter Iran.",
    "Peru and Chile agreed to hold Iran accountable.",
    "Norway supports new sanctions against Iran.",
    "Norway backs Iraq in its war against Iran.",
]


@pytest.mark.parametrize("text", AGAINST)
def test_whom_a_step_is_aimed_at_is_no_party_to_it(text: str, drafts_of: Any) -> None:
    friendly = [whom for _, kind, whom, _ in acts(drafts_of(text)) if kind in {"AGREE", "SUPPORT", "AID", "COOPERATE"}]
    assert all("Iran" not in names for names in friendly)


@pytest.mark.parametrize(
    "text", ["Norway supports Iran.", "Norway supports Iran’s war.", "Norway agreed with Iran on a pipeline."]
)
def test_who_is_backed_or_agreed_with_is_a_party(text: str, drafts_of: Any) -> None:
    found = [whom for _, kind, whom, _ in acts(drafts_of(text)) if kind in {"AGREE", "SUPPORT"}]
    assert [name.removesuffix("’s") for names in found for name in names] == ["Iran"]


def test_two_adjectives_of_a_noun_name_two_sides(drafts_of: Any) -> None:
    ((actors, event, _, _),) = acts(drafts_of("A call between the Polish and Ukrainian presidents lasted an hour."))
    assert (actors, event) == (("Polish", "Ukrainian"), "CONSULT")


def test_what_is_asked_of_ones_neighbours_is_asked_of_others(drafts_of: Any) -> None:
    found = acts(drafts_of("Bangladesh pleaded with its neighbours to take in the refugees."))
    assert (("Bangladesh",), "REQUEST", ("its neighbours",), "actual") in found


def test_who_dies_in_an_attack_is_its_target(drafts_of: Any) -> None:
    found = acts(drafts_of("A French soldier died in an ambush by jihadists."))
    assert found == [(("jihadists",), "ASSAULT", ("A French soldier",), "actual")]


def test_who_gets_help_is_its_recipient(drafts_of: Any) -> None:
    found = acts(drafts_of("Ukraine has received eighteen howitzers from Denmark."))
    assert found == [(("Denmark",), "AID", ("Ukraine",), "actual")]


def test_past_forms_that_no_suffix_tells_are_known(drafts_of: Any) -> None:
    found = acts(drafts_of("The European Union froze the assets of eleven Burundian officers."))
    assert [what for _, what, _, _ in found] == ["SANCTION"]


def test_what_is_judged_is_an_act_beside_the_judgement(drafts_of: Any) -> None:
    found = acts(drafts_of("Norway condemned the Russian attack on Kharkiv."))
    assert [(who, what) for who, what, _, _ in found] == [(("Norway",), "ACCUSE"), (("Russian",), "ASSAULT")]


def test_who_is_asked_for_a_release_is_not_who_is_to_be_released(drafts_of: Any) -> None:
    ((_, event, recipients, _),) = acts(drafts_of("Ukraine demanded the release of the mayor of Melitopol."))
    assert (event, recipients) == ("REQUEST", ())


def test_what_is_to_be_supposed_is_nobodys_act(drafts_of: Any) -> None:
    assert acts(drafts_of("Suppose that Athens accepted the offer.")) == []


def test_who_is_flown_somewhere_is_no_visitor(drafts_of: Any) -> None:
    found = acts(drafts_of("Greece flew sixty Libyan patients to Athens."))
    assert "CONSULT" not in [what for _, what, _, _ in found]


def test_who_fights_side_by_side_with_somebody_does_not_fight_him(drafts_of: Any) -> None:
    found = acts(drafts_of("Polish soldiers fought side by side with the Iraqi army."))
    assert [what for _, what, _, _ in found] == ["COOPERATE"]


def test_where_a_march_began_is_not_whom_it_is_aimed_at(drafts_of: Any) -> None:
    ((_, _, recipients, _),) = acts(drafts_of("Protesters marched from Hyde Park to the Chinese embassy."))
    assert "Hyde Park" not in recipients


def test_with_whom_a_refused_deed_would_have_been_done_is_refused(drafts_of: Any) -> None:
    found = acts(drafts_of("Ag Intalla refused to shake hands with the colonel."))
    assert [(what, whom) for _, what, whom, _ in found] == [("REJECT", ("the colonel",))]


def test_whose_offer_it_was_is_turned_down(drafts_of: Any) -> None:
    found = acts(drafts_of("The Vatican's offer of mediation between Chile and Bolivia was declined in Santiago."))
    assert (("Santiago",), "REJECT", ("Vatican",), "actual") in [
        (who, e, tuple(w.removeprefix("The ") for w in whom), f) for who, e, whom, f in found
    ]


def test_what_a_state_fires_acts_for_it(drafts_of: Any) -> None:
    found = acts(drafts_of("Two Lebanese soldiers were wounded by Israeli fire."))
    assert found == [(("Israeli fire",), "ASSAULT", ("Two Lebanese soldiers",), "actual")]


def test_where_something_is_said_is_nobody_it_is_done_to(drafts_of: Any) -> None:
    ((_, event, recipients, _),) = acts(drafts_of("The Polish premier defended the decision on Twitter."))
    assert (event, recipients) == ("SUPPORT", ())
