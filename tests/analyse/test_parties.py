"""Whom an actor asked for takes in."""

from __future__ import annotations

import pytest

from recording import act, statement
from talleyrand.analyse.parties import Party, called, is_official, name_of
from talleyrand.model.actors import Actor

STATE = Actor("country:CHN", "China", "state", "CHN")
MINISTRY = Actor("organ:CHN-mfa", "Foreign Ministry", "organ", "CHN")
PRESIDENT = Actor("person:xi-jinping", "Xi Jinping", "person", "CHN", sector="GOV")
GENERAL = Actor("person:a-general", "A General", "person", "CHN", sector="MIL")
SCHOLAR = Actor("person:yan-xuetong", "Yan Xuetong", "person", "CHN")
FIRM = Actor("company:huawei", "Huawei", "company", "CHN", sector="BUS")
OUTLET = Actor("outlet:xinhua", "Xinhua", "outlet", "CHN", sector="MED")


@pytest.mark.parametrize("actor", [STATE, MINISTRY, PRESIDENT, GENERAL])
def test_a_state_takes_in_those_who_act_for_it(actor) -> None:
    assert Party.of("CHN").fits(actor) and Party.of("country:CHN").fits(actor) and is_official(actor)
    assert not Party.of("RUS").fits(actor)


@pytest.mark.parametrize("actor", [SCHOLAR, FIRM, OUTLET])
def test_private_persons_firms_and_outlets_don_t_act_for_their_state(actor) -> None:
    assert not Party.of("CHN").fits(actor)
    assert Party.of(actor.id).fits(actor) and Party.of(actor.name.upper()).fits(actor)


def test_an_id_or_a_name_means_that_actor_alone() -> None:
    assert Party.of("person:xi-jinping").fits(PRESIDENT) and not Party.of("person:xi-jinping").fits(STATE)
    assert Party.of(" xi jinping ").fits(PRESIDENT) and not Party.of("Xi").fits(PRESIDENT)


def test_who_acts_and_who_is_met() -> None:
    call = act(PRESIDENT, "RUS", "CONSULT", "2022-02-25")
    assert Party.of("CHN").acts_in(call) and not Party.of("CHN").meets_in(call)
    assert Party.of("RUS").meets_in(call) and not Party.of("RUS").acts_in(call)


def test_the_addressee_of_a_statement_is_met() -> None:
    words = statement("CHN", "We oppose it.", "2022-02-25", recipients=(STATE,))
    assert Party.of("CHN").meets_in(words)


def test_names() -> None:
    call = act(PRESIDENT, "RUS", "CONSULT", "2022-02-25")
    assert (name_of("CHN"), name_of("XKX"), name_of("ZZZ")) == ("China", "Kosovo", "ZZZ")
    assert name_of("person:xi-jinping", [call]) == "Xi Jinping"
    assert name_of("person:nobody", [call]) == "person:nobody"


def test_names_within_a_sentence_have_their_article() -> None:
    assert (called("USA"), called("CHN"), called("NLD")) == ("the United States", "China", "the Netherlands")
    assert name_of("USA") == "United States"
