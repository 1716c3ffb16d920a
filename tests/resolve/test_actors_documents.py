"""In a document, names refer to each other, and every mention gets an actor."""

from actor_docs import ids, mention, parsed, resolver
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.codebook.actors import official_outlet
from talleyrand.model.drafts import Mention, SourceMention

PROFESSOR = parsed(
    "Shen/nsubj/16/PROPN Yi/flat/0/PROPN _,/punct/0/PUNCT a/det/4/DET professor/appos/0/NOUN of/case/6/ADP "
    "law/nmod/4/NOUN at/case/9/ADP Fudan/compound/9/PROPN University/nmod/4/PROPN _,/punct/0/PUNCT who/nsubj/12/PRON "
    "advises/acl:relcl/0/VERB the/det/14/DET government/obj/12/NOUN _,/punct/0/PUNCT "
    "warned/root/16/VERB _./punct/16/PUNCT",
    "Mr./nmod:desc/1/PROPN Shen/nsubj/2/PROPN declined/root/2/VERB _./punct/2/PUNCT",
    people=("Shen", "Yi"),
)


def test_an_unknown_person_is_kept_with_role_and_state() -> None:
    (actor,) = resolver(PROFESSOR).resolve(mention(PROFESSOR, "Shen Yi", "name"))
    assert (actor.id, actor.country, actor.sector) == ("person:shen-yi", "CHN", "EDU")
    assert actor.role.startswith("professor of law")
    assert actor.mention.text == "Shen Yi"


def test_a_surname_means_the_person_named_in_full_before() -> None:
    assert ids(resolver(PROFESSOR).resolve(mention(PROFESSOR, "Mr. Shen", "name"))) == ["person:shen-yi"]


def test_who_is_the_person_and_not_the_university() -> None:
    assert ids(resolver(PROFESSOR).resolve(mention(PROFESSOR, "who", "pronoun"))) == ["person:shen-yi"]


LEADERS = parsed(
    "China/nmod:poss/2/PROPN _'s/case/0/PART leader/nsubj/5/NOUN Xi/appos/2/PROPN Jinping/flat/3/PROPN "
    "called/root/5/VERB Vladimir/obj/5/PROPN Putin/flat/6/PROPN _./punct/5/PUNCT",
    "The/det/2/DET two/nummod/2/NUM leaders/nsubj/3/NOUN agreed/root/3/VERB _./punct/3/PUNCT",
    "Both/det/1/DET sides/nsubj/2/NOUN agreed/root/2/VERB _./punct/2/PUNCT",
    people=("Xi", "Jinping", "Vladimir", "Putin"),
)


def test_the_two_leaders_are_the_last_two_that_lead() -> None:
    found = ids(resolver(LEADERS).resolve(mention(LEADERS, "The two leaders")))
    assert sorted(found) == ["person:vladimir-putin", "person:xi-jinping"]


def test_both_sides_are_their_states() -> None:
    assert sorted(ids(resolver(LEADERS).resolve(mention(LEADERS, "Both sides")))) == ["country:CHN", "country:RUS"]


PACT = "The/det/1/DET Parties/nsubj/2/NOUN consult/root/2/VERB _./punct/2/PUNCT"
TWO = parsed("Egypt/nsubj/3/PROPN and/cc/2/CCONJ Kenya/conj/0/PROPN signed/root/3/VERB _./punct/3/PUNCT", PACT)
THREE = parsed(
    "Egypt/nsubj/5/PROPN _,/punct/2/PUNCT Kenya/conj/0/PROPN and/cc/4/CCONJ Peru/conj/0/PROPN signed/root/5/VERB "
    "_./punct/5/PUNCT",
    PACT,
)


def test_the_parties_of_an_agreement_of_two_are_both() -> None:
    assert sorted(ids(resolver(TWO).resolve(mention(TWO, "The Parties")))) == ["country:EGY", "country:KEN"]


def test_the_parties_of_an_agreement_of_three_are_no_two_of_them() -> None:
    assert ids(resolver(THREE).resolve(mention(THREE, "The Parties"))) == ["unknown:parties"]


SENATE = parsed(
    "Cuba/nsubj/1/PROPN waited/root/1/VERB _./punct/1/PUNCT",
    "The/det/2/DET Argentine/amod/2/ADJ congress/nsubj/3/NOUN agreed/root/3/VERB _,/punct/7/PUNCT but/cc/7/CCONJ "
    "the/det/7/DET senate/nsubj/8/NOUN refused/conj/3/VERB _./punct/3/PUNCT",
)


def test_the_senate_is_of_the_state_whose_congress_the_sentence_is_about() -> None:
    (actor,) = resolver(SENATE).resolve(mention(SENATE, "the senate"))
    assert actor.country == "ARG"


OFFICIAL = parsed(
    "The/det/1/DET President/nsubj/2/PROPN thanked/root/2/VERB the/det/4/DET government/obj/2/NOUN _./punct/2/PUNCT",
    "I/nsubj/1/PRON agree/root/1/VERB _,/punct/1/PUNCT we/nsubj/4/PRON agree/conj/1/VERB _./punct/1/PUNCT",
)


def test_an_official_text_speaks_of_its_own_president_and_government() -> None:
    official = resolver(OFFICIAL, author=official_outlet("The White House"))
    assert ids(official.resolve(mention(OFFICIAL, "The President", "name"))) == ["person:joe-biden"]
    assert ids(official.resolve(mention(OFFICIAL, "the government"))) == ["country:USA"]


QUEEN = parsed("The/det/1/DET Queen/nsubj/2/PROPN called/root/2/VERB _./punct/2/PUNCT")


def test_a_republic_has_no_queen() -> None:
    (actor,) = resolver(QUEEN, author=official_outlet("The White House")).resolve(mention(QUEEN, "The Queen"))
    assert (actor.type, actor.country) == ("unknown", None)


def test_we_is_the_author_and_i_the_president() -> None:
    official = resolver(OFFICIAL, author=official_outlet("The White House"))
    assert ids(official.resolve(mention(OFFICIAL, "we", "pronoun"))) == ["organ:USA-white-house"]
    assert ids(official.resolve(mention(OFFICIAL, "I", "pronoun"))) == ["person:joe-biden"]


SOURCES = parsed(
    "According/case/4/VERB to/fixed/0/ADP a/det/4/DET Kremlin/compound/4/PROPN readout/obl/5/NOUN agreed/root/5/VERB "
    "people/nsubj/5/NOUN close/amod/6/ADJ to/case/9/ADP Beijing/obl/7/PROPN _./punct/5/PUNCT",
)


def test_a_readout_is_a_document_of_its_issuer() -> None:
    link = resolver(SOURCES).attribution(SourceMention(mention(SOURCES, "a Kremlin readout"), "document"))
    assert (link.type, link.id, link.name, link.country) == (
        "document",
        "document:RUS-kremlin-readout",
        "Kremlin readout",
        "RUS",
    )


def test_unnamed_people_are_anonymous_and_keep_their_description() -> None:
    link = resolver(SOURCES).attribution(SourceMention(mention(SOURCES, "people close to Beijing"), "named"))
    assert (link.type, link.name, link.country) == ("anonymous", "people close to Beijing", "CHN")


@given(
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(-5, 60),
    st.sampled_from(["name", "nominal", "pronoun", "author"]),
)
def test_every_mention_gets_an_actor(start: int, length: int, head: int, kind: str) -> None:
    end = min(start + length, len(PROFESSOR.text))
    asked = Mention(min(start, end), end, PROFESSOR.text[min(start, end) : end], head, kind)
    actors = resolver(PROFESSOR).resolve(asked)
    assert actors
    assert all(actor.id and actor.mention == asked.quote for actor in actors)
