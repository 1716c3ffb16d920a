"""Text to tokens, nothing lost: spaCy's English tokenizer with rules for what news and official texts add."""

from __future__ import annotations

import re
from collections.abc import Iterator

import spacy
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from talleyrand.parse.engine_lexicon import Lexicon

LONGEST_RUN = 200
"""A longer run without white space is cut there: no word is so long, and splitting a huge one takes quadratic time."""

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


def make_tokenizer(lexicon: Lexicon) -> Tokenizer:
    """SpaCy's English tokenizer with our rules; its `vocab` holds the strings of all that it reads."""
    nlp = spacy.blank("en")
    tokenizer: Tokenizer = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_INFIXES]).finditer
    for abbreviation in sorted(lexicon.titles | lexicon.abbreviations):
        tokenizer.add_special_case(abbreviation, [{"ORTH": abbreviation}])
    return tokenizer


def tokenize(tokenizer: Tokenizer, text: str) -> Doc:
    """The text's tokens; `doc.text == text` for every string without lone surrogates, in time linear in its length."""
    if not text or not _TOO_LONG.search(text):
        doc: Doc = tokenizer(text)
        return doc
    words, spaces = [], []
    for piece in _short_pieces(text):
        for token in tokenizer(piece):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(tokenizer.vocab, words=words, spaces=spaces)


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
