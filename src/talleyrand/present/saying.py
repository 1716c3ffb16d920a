"""A statement in words: in the source's own where they read on from the speaker's name, else in ours."""

from __future__ import annotations

import re

from talleyrand.model.records import Record, Statement
from talleyrand.present.parties import done, recipients_words
from talleyrand.present.phrases import Phrase, phrases
from talleyrand.present.plain import clip, line

QUOTE_LIMIT = 280
# Between a verb and what was said there may stand to whom and when ("told reporters on Monday that"), not more.
BETWEEN_LIMIT = 80
_ENCLOSING = "“”\"‘’' ,"
_NEGATION = re.compile(r"\b(?:not|no|never|nothing|nobody|neither|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE)
_PASSIVE = re.compile(r"(?:was|were|been|is|are|be) (?!\w+ing\b)")


def said(statement: Statement) -> str:
    """Return the content of a statement on one line; its parts are parted by an ellipsis."""
    around = _ENCLOSING if statement.form == "direct" else " ,"
    return clip(" … ".join(line(part.text).strip(around) for part in statement.content), QUOTE_LIMIT)


def statement_words(record: Record, statement: Statement) -> str:
    """Return what was said, or that nothing was, as it follows the speaker's name."""
    content = said(statement)
    if not content:
        return _silence(record, statement)
    own = _own_words(record, statement)
    if own:
        return own
    to = recipients_words(record)
    verb = _verb(record, statement) + (f" to {to}" if to else "")
    if statement.form == "direct":
        return f"{verb}: “{content}”"
    return f"{verb} {content}" if content.lower().startswith(phrases().openers) else f"{verb}: {content}"


def _own_words(record: Record, statement: Statement) -> str:
    """Return the source's words from the verb to the end of what was said, where they make a sentence; else nothing."""
    cue, start = statement.cue, record.evidence.start
    if statement.form == "direct" or cue is None or not cue.text.strip() or not statement.content:
        return ""
    if not all(record.evidence.span.contains(part.span) for part in (cue, *statement.content)):
        return ""
    verb = line(cue.text).lower()
    if statement.content[-1].end <= cue.start:
        return _in_factuality(record, verb, f"{verb} {said(statement)}") if _takes_an_object(verb) else ""
    between = record.evidence.text[cue.end - start : statement.content[0].start - start]
    if statement.content[0].start < cue.end or len(between) > BETWEEN_LIMIT or between[:1] in (",", ":"):
        return ""
    words = clip(line(record.evidence.text[cue.start - start : statement.content[-1].end - start]), QUOTE_LIMIT)
    return _in_factuality(record, verb, words)


def _takes_an_object(cue: str) -> bool:
    """Tell whether a verb can stand before what it came after ("a boycott that China has condemned")."""
    return _is_finite(cue) and cue.rsplit(maxsplit=1)[-1] not in phrases().cues | phrases().sayings


def _in_factuality(record: Record, cue: str, words: str) -> str:
    negative = record.factuality in ("negated", "refused")
    if _is_finite(cue):
        fits = bool(_NEGATION.search(words)) if negative else record.factuality == "actual"
        return words if fits else ""
    if negative and cue.split(maxsplit=1)[0] in phrases().bare:
        return done(record, Phrase(words, words, words)) if record.factuality == "refused" else f"did not {words}"
    return f"(as reported): “{words}”" if record.factuality == "actual" and not cue.startswith("accord") else ""


def _is_finite(cue: str) -> bool:
    """Tell whether the words of a cue are a verb that a subject can stand before, in the active voice."""
    first, last = cue.split(maxsplit=1)[0], cue.rsplit(maxsplit=1)[-1]
    if _PASSIVE.match(cue):
        return False
    return first in phrases().auxiliaries or first.endswith("ed") or first in phrases().pasts or last.endswith("ed")


def _verb(record: Record, statement: Statement) -> str:
    cue = line(statement.cue.text).lower() if statement.cue else ""
    if record.factuality == "actual":
        return cue if cue in phrases().cues else "said"
    return done(record, Phrase("say", "said", "said"))


def _silence(record: Record, statement: Statement) -> str:
    to = recipients_words(record)
    cue = line(statement.cue.text).lower() if statement.cue else ""
    if any(verb in cue for verb in phrases().answers) and record.factuality in ("negated", "refused"):
        return "gave no answer" + (f" to {to}" if to else "")
    if record.factuality == "refused":
        return "declined to comment" + (f" to {to}" if to else "")
    return done(record, phrases().silence.to(f" to {to}" if to else ""))
