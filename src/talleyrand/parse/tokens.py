"""Text to tokens, nothing lost: spaCy's English tokenizer with rules for what news and official texts add."""

from __future__ import annotations

import re
from collections.abc import Iterator

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

LONGEST_RUN = 200
"""A run without white space longer than this is cut there: no word is, and splitting a huge one takes quadratic time."""

TITLES = (
    "Mr. Mrs. Ms. Dr. Prof. Sen. Sens. Rep. Reps. Gov. Govs. Gen. Gens. Lt. Col. Maj. Capt. Sgt. Cmdr. Adm. Brig. Hon."
    " Amb. Sec. Pres. Rev. St. Mt. Ft. Messrs. MR. MRS. MS. DR. SEN. REP. GEN. GOV."
).split()
"""Abbreviations that a name follows."""

OTHERS = (
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Mon. Tue. Tues. Wed. Thu. Thurs. Fri. Sat. Sun."
    " Art. Arts. Nos. pp. vs. cf. ca. approx. al. etc. e.g. i.e. Dept. Univ. Assn. Ave. Blvd. Inc. Corp. Ltd. Co. Bros."
    " Jr. Sr. Ph.D. a.m. p.m. U.S. U.N. U.K. E.U. U.S.S.R. U.S.A. U.A.E. D.C. N.Y."
).split()

_TOO_LONG = re.compile(rf"\S{{{LONGEST_RUN + 1}}}")
_CUT = re.compile(rf"\s{{1,{LONGEST_RUN}}}|\S{{1,{LONGEST_RUN}}}")
_INFIXES = (
    r"(?<=\.)[-–—](?=[A-Za-z])",  # U.S.-drafted
    r"(?<=[0-9])\.(?=[A-Z][a-z])",  # Feb. 4.Photographer
    r"(?<=[a-z])[.?!](?=[A-Z][a-z])",  # the war.The end
    r"[\"“”„«»]",  # Luhansk.”He
    r"—|--+|–(?=[A-Za-z])",
    r"(?<=[a-z])[\])](?=[A-Z(\[])",
)


def make_tokenizer() -> Language:
    """A blank English pipeline with our tokenizer: its `vocab` holds the strings of all that it reads."""
    nlp = spacy.blank("en")
    infixes = [*(nlp.Defaults.infixes or ()), *_INFIXES]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    for abbreviation in (*TITLES, *OTHERS):
        nlp.tokenizer.add_special_case(abbreviation, [{ORTH: abbreviation}])
    return nlp


def tokenize(nlp: Language, text: str) -> Doc:
    """The text's tokens; `doc.text == text` for every string without lone surrogates, in time linear in its length."""
    if not text or not _TOO_LONG.search(text):
        return nlp.tokenizer(text)
    pieces = list(_short_pieces(text))
    words, spaces = [], []
    for piece in pieces:
        for token in nlp.tokenizer(piece):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _short_pieces(text: str) -> Iterator[str]:
    """Cuts at white space about every `LONGEST_RUN` characters, and inside runs that are longer."""
    pending = ""
    for match in _CUT.finditer(text):
        part = match.group()
        pending += part
        if part.isspace() or len(part) == LONGEST_RUN:
            yield pending
            pending = ""
    if pending:
        yield pending
