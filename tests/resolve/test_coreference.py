"""Pronouns stand for the actor that an attentive reader takes them for."""

from actor_docs import ids, mention, parsed, resolver

TOLD = parsed(
    "Mr./nmod:desc/1/PROPN Putin/nsubj/2/PROPN told/root/2/VERB the/det/5/DET Chinese/amod/5/ADJ leader/iobj/2/NOUN "
    "he/nsubj/8/PRON was/cop/8/AUX prepared/ccomp/2/ADJ _./punct/2/PUNCT",
    people=("Putin",),
)
CALL = parsed(
    "President/nmod:desc/1/PROPN Biden/nsubj/2/PROPN spoke/root/2/VERB with/case/5/ADP President/nmod:desc/5/PROPN "
    "Putin/obl/2/PROPN _./punct/2/PUNCT",
    "They/nsubj/1/PRON discussed/root/1/VERB Ukraine/obj/1/PROPN _./punct/1/PUNCT",
    people=("Biden", "Putin"),
)
CHINA = parsed(
    "China/nsubj/1/PROPN criticized/root/1/VERB Japan/obj/1/PROPN _./punct/1/PUNCT",
    "It/nsubj/1/PRON warned/root/1/VERB the/det/3/DET U.S./obj/1/PROPN and/cc/6/CCONJ its/nmod:poss/6/PRON "
    "allies/conj/3/NOUN _./punct/1/PUNCT",
)
WOMAN = parsed(
    "Olaf/nsubj/2/PROPN Scholz/flat/0/PROPN met/root/2/VERB Annalena/obj/2/PROPN Baerbock/flat/3/PROPN "
    "_./punct/2/PUNCT",
    "She/nsubj/1/PRON left/root/1/VERB _./punct/1/PUNCT",
    people=("Olaf", "Scholz", "Annalena", "Baerbock"),
)


def test_he_after_told_is_the_one_who_tells() -> None:
    assert ids(resolver(TOLD).resolve(mention(TOLD, "he", "pronoun", occurrence=2))) == ["person:vladimir-putin"]


def test_they_are_the_two_who_spoke() -> None:
    found = ids(resolver(CALL).resolve(mention(CALL, "They", "pronoun")))
    assert found == ["person:joe-biden", "person:vladimir-putin"]


def test_it_is_the_subject_of_the_sentence_before() -> None:
    assert ids(resolver(CHINA).resolve(mention(CHINA, "It", "pronoun"))) == ["country:CHN"]


def test_its_in_a_coordination_is_the_first_partner() -> None:
    assert ids(resolver(CHINA).resolve(mention(CHINA, "its", "pronoun"))) == ["country:USA"]


def test_she_is_a_woman() -> None:
    assert ids(resolver(WOMAN).resolve(mention(WOMAN, "She", "pronoun"))) == ["person:annalena-baerbock"]


def test_a_pronoun_without_antecedent_is_unknown() -> None:
    doc = parsed("He/nsubj/1/PRON left/root/1/VERB _./punct/1/PUNCT")
    assert ids(resolver(doc).resolve(mention(doc, "He", "pronoun"))) == ["unknown:he"]
