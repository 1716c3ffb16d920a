"""A small ledger for the tests of this stage: own texts by invented outlets about public events of early 2022."""

from __future__ import annotations

import re

from fixture_texts import ANALYSIS, BRIEFING, KREMLIN_TEXT, MFA, WASHINGTON, WIRE, WIRE_TWO

from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document
from talleyrand.model.records import (
    Act,
    Body,
    Factuality,
    Forecast,
    Form,
    Framing,
    Horizon,
    Payload,
    Record,
    Statement,
    Vote,
)
from talleyrand.model.spans import Quote

CHINA = Actor("country:CHN", "China", "state", "CHN")
RUSSIA = Actor("country:RUS", "Russia", "state", "RUS")
UKRAINE = Actor("country:UKR", "Ukraine", "state", "UKR")
USA = Actor("country:USA", "United States", "state", "USA")
XI = Actor("person:xi-jinping", "Xi Jinping", "person", "CHN", role="President", sector="GOV")
WANG = Actor("person:wang-yi", "Wang Yi", "person", "CHN", role="Foreign Minister", sector="GOV")
HUA = Actor("person:hua-chunying", "Hua Chunying", "person", "CHN", role="spokeswoman", sector="GOV")
PUTIN = Actor("person:vladimir-putin", "Vladimir Putin", "person", "RUS", role="President", sector="GOV")
LAVROV = Actor("person:sergei-lavrov", "Sergei Lavrov", "person", "RUS", sector="GOV")
ZELENSKY = Actor("person:volodymyr-zelensky", "Volodymyr Zelensky", "person", "UKR", sector="GOV")
KULEBA = Actor("person:dmytro-kuleba", "Dmytro Kuleba", "person", "UKR", sector="GOV")
MACRON = Actor("person:emmanuel-macron", "Emmanuel Macron", "person", "FRA", sector="GOV")
SCHOLZ = Actor("person:olaf-scholz", "Olaf Scholz", "person", "DEU", sector="GOV")
BIDEN = Actor("person:joe-biden", "Joe Biden", "person", "USA", sector="GOV")
BLINKEN = Actor("person:antony-blinken", "Antony Blinken", "person", "USA", sector="GOV")
PSAKI = Actor("person:jen-psaki", "Jen Psaki", "person", "USA", sector="GOV")
AMBASSADOR = Actor("unknown:ambassador", "one former Chinese ambassador", "unknown", "CHN")
TRADERS = Actor("unknown:traders", "traders", "unknown")
NATO = Actor("igo:NATO", "NATO", "igo")
SECURITY_COUNCIL = Body("igo:UN-SC", "UN Security Council")
GENERAL_ASSEMBLY = Body("igo:UN-GA", "UN General Assembly")

READOUT = Attribution("document", "doc:kremlin-readout", "Kremlin readout", "RUS")
STATE_MEDIA = Attribution("outlet", "outlet:chn-state-media", "Chinese state media", "CHN")
MINISTRY = Attribution("institution", "organ:CHN-mfa", "China's Foreign Ministry", "CHN")
AIDES = Attribution("anonymous", "unknown:people-close", "people close to the talks")
SPOKESMAN = Attribution("named", "person:dmitry-peskov", "Dmitry Peskov", "RUS")


def cite(document: Document, words: str) -> Quote:
    """Return the first place of `words` in the document."""
    start = document.text.index(words)
    return Quote(start, start + len(words), words)


_END = re.compile(r"(?<!\bMr)(?<!\bFeb)[.?!”](?=\s)|\n")


def sentence(document: Document, words: str) -> Quote:
    """Return the sentence that has `words` in it; lines are sentences of their own."""
    text, at = document.text, document.text.index(words)
    start = max((end.end() for end in _END.finditer(text, 0, at)), default=0)
    start += len(text[start:]) - len(text[start:].lstrip())
    end = next(end.end() for end in _END.finditer(text, at + len(words) - 1))
    return (
        Quote(start, end, text[start:end].rstrip()) if text[end - 1] != "\n" else cite(document, text[start : end - 1])
    )


def day(start: str, end: str | None = None, text: str | None = None, basis: str = "stated") -> DateInterval:
    """Return a dated interval, precise to the day."""
    return DateInterval(start, end or start, "day", basis, text)  # type: ignore[arg-type]


def act(type_: str, quad: str, intensity: float, trigger: Quote, mode: str | None = None) -> Act:
    """Return an act in the diplomatic context."""
    return Act(type_, mode, ("diplomatic",), quad, intensity, trigger)


def with_mention(actor: Actor, document: Document, words: str) -> Actor:
    """Return the actor as the document names it."""
    return Actor(actor.id, actor.name, actor.type, actor.country, actor.role, actor.sector, cite(document, words))


VERBAL, MATERIAL, CONFLICT, FORCE = "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"
UNDATED = DateInterval()


def _record(  # noqa: PLR0917
    key: str,
    document: Document,
    words: str,
    payload: Payload,
    actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...] = (),
    date: DateInterval = UNDATED,
    factuality: Factuality = "actual",
    reported_by: tuple[Attribution, ...] = (),
    confidence: float = 0.8,
    review: str = "proposed",
) -> tuple[Record, Document]:
    record = Record(
        id=(key * 16)[:16],
        document_id=document.id,
        payload=payload,
        evidence=sentence(document, words),
        actors=actors,
        recipients=recipients,
        date=date,
        factuality=factuality,
        reported_by=reported_by,
        confidence=confidence,
        method=f"fixture.{payload.__class__.__name__.lower()}@1",
        engine="fixture 1",
        review=review,  # type: ignore[arg-type]
    )
    return record, document


def _contact(document: Document, words: str, mode: str | None = "phone") -> Act:
    return act("CONSULT", VERBAL, 1.5 if mode == "phone" else 4.0, cite(document, words), mode)


def _said(
    document: Document, content: str, form: Form = "direct", cue: str = "said", to: tuple[Actor, ...] = ()
) -> Statement:
    return Statement(form, (cite(document, content),), cite(document, cue), to)


FRIDAY = day("2022-02-25", text="Friday", basis="relative")
SINCE_THE_WAR = day("2022-02-24", "2022-02-26", "since the war began", "relative")


def entries() -> list[tuple[Record, Document]]:
    """Return the records, each with its document, in no particular order."""
    return [*_wire(), *_second_wire(), *_kremlin(), *_briefing(), *_analysis(), *_washington()]


def _wire() -> list[tuple[Record, Document]]:
    doc, media = WIRE, (STATE_MEDIA,)
    putin = with_mention(PUTIN, doc, "Mr. Putin")
    return [
        _record("a01", doc, "called on Mr. Putin", act("REQUEST", CONFLICT, 0, cite(doc, "called on")), (XI,), (putin,),
                FRIDAY, "actual", media, 0.86, "accepted"),
        _record("a02", doc, "China was for a settlement", _said(doc, "that China was for a settlement at the table",
                "indirect", "told", (PUTIN,)), (XI,), (), FRIDAY, "actual", media, 0.9),
        _record("a03", doc, "in resolving the matter", _said(doc, "“China supports Russia and Ukraine in resolving the "
                "matter through negotiation,”"), (XI,), (), FRIDAY, "actual", media, 0.93),
        _record("a04", doc, "spoke by phone for the first time", _contact(doc, "spoke by phone"), (XI, PUTIN), (XI,
                PUTIN), FRIDAY, "actual", media, 0.84),
        _record("a05", doc, "ready for talks", _said(doc, "ready for talks at a high level", "indirect", "readout"),
                (PUTIN,), (), FRIDAY, "actual", (READOUT,), 0.7),
        _record("a06", doc, "China abstained", Vote(SECURITY_COUNCIL, "abstain",
                subject="a draft that deplored Russia's " "aggression"), (CHINA,), (), FRIDAY, "actual", (), 0.95),
        _record("a07", doc, "Russia vetoed it", Vote(SECURITY_COUNCIL, "no", veto=True, subject="a draft that deplored "
                "Russia's aggression"), (RUSSIA,), (), FRIDAY, "actual", (), 0.92),
        _record("a08", doc, "did not respond", Statement("indirect", (), cite(doc, "respond")), (MFA,), (),
                day("2022-02-26", basis="publication"), "refused", (), 0.9),
        _record("a09", doc, "has not called the attack", Framing("war in Ukraine", "invasion", "avoided"), (CHINA,), (),
                day("2022-02-26", basis="publication"), "actual", (), 0.75),
        _record("a10", doc, "refused to condemn", act("ACCUSE", CONFLICT, -2, cite(doc, "condemn"), "disapprove"),
                (CHINA,), (RUSSIA,), day("2022-02-26", basis="publication"), "refused", (), 0.8),
        _record("a11", doc, "has not spoken with", _contact(doc, "has not spoken"), (XI,), (ZELENSKY,), SINCE_THE_WAR,
                "negated", (), 0.88, "accepted"),
        _record("a12", doc, "likely to stay away", Forecast(cite(doc, "to stay away from any sanctions"), "likely",
                (0.55, 0.8), Horizon(None, "2022-03-31")), (AMBASSADOR,), (), day("2022-02-26", basis="publication"),
                "actual", (Attribution("anonymous", "unknown:ambassador", "one former Chinese ambassador"),), 0.62),
    ]  # fmt: skip


def _second_wire() -> list[tuple[Record, Document]]:
    doc = WIRE_TWO
    stated = day("2022-02-25", text="Friday, Feb. 25")
    return [
        _record("b01", doc, "China abstained on Friday", Vote(SECURITY_COUNCIL, "abstain",
                subject="a draft that deplored " "the aggression"), (CHINA,), (), stated, "actual", (), 0.9),
        _record("b02", doc, "spoke by phone", _contact(doc, "spoke by phone"), (XI, PUTIN), (XI, PUTIN), stated,
                "actual", (), 0.8),
        _record("b03", doc, "likely to keep buying", Forecast(cite(doc, "to keep buying Russian oil"), "likely",
                (0.55, 0.8),
                Horizon("2022-02-26", "2022-06-30")), (TRADERS,), (), day("2022-02-26", basis="publication"), "actual",
                (Attribution("anonymous", "unknown:traders", "traders"),), 0.5),
    ]  # fmt: skip


def _kremlin() -> list[tuple[Record, Document]]:
    doc = KREMLIN_TEXT
    stated = day("2022-02-25", text="February 25")
    return [
        _record("c01", doc, "had a telephone conversation", _contact(doc, "telephone conversation"), (PUTIN,), (XI,),
                stated, "actual", (), 0.97),
        _record("c02", doc, "respected the actions", _said(doc,
                "that he respected the actions of the Russian leadership in "
                "the present crisis", "indirect"), (XI,), (PUTIN,), stated, "actual", (READOUT,), 0.92),
        _record("c03", doc, "agreed to keep up contacts", act("AGREE", VERBAL, 2.5, cite(doc, "agreed")), (XI, PUTIN),
                (XI, PUTIN), stated, "actual", (), 0.8),
    ]  # fmt: skip


def _briefing() -> list[tuple[Record, Document]]:
    doc, on = BRIEFING, day("2022-02-24", text="February 24")
    usa = with_mention(USA, doc, "The United States")
    return [
        _record("d01", doc, "call on all sides", act("REQUEST", CONFLICT, 0, cite(doc, "call on")), (HUA,), (), on),
        _record("d02", doc, "historical background", _said(doc, "The historical background is complex.",
                cue="HUA CHUNYING"), (HUA,), (), on, "actual", (MINISTRY,), 0.97, "corrected"),
        _record("d03", doc, "do not use the word", Framing("war in Ukraine", "invasion", "avoided"), (HUA,), (), on,
                "actual", (), 0.7),
        _record("d04", doc, "sending weapons", act("ACCUSE", CONFLICT, -3.5, cite(doc, "stoking panic"), "allege"),
                (HUA,), (usa,), on, "actual", (), 0.83),
        _record("d05", doc, "sanctions are illegal", Framing("sanctions", "illegal", "used"), (HUA,), (), on,
                "actual", (), 0.8),
        _record("d06", doc, "arrange charter flights", act("AID", MATERIAL, 10, cite(doc, "arrange")), (MFA,), (), on,
                "planned", (), 0.7),
        _record("d07", doc, "never attached itself", act("SANCTION", FORCE, -6, cite(doc, "sanctions")), (CHINA,), (),
                UNDATED, "negated", (), 0.6),
    ]  # fmt: skip


def _analysis() -> list[tuple[Record, Document]]:
    doc = ANALYSIS
    fourth, stated = day("2022-02-04", text="Feb. 4"), day("2022-02-24", text="Feb. 24")
    year = DateInterval("2014-01-01", "2014-12-31", "year", "stated", "2014")
    return [
        _record("e01", doc, "met in Beijing", _contact(doc, "met", "visit"), (XI, PUTIN), (XI, PUTIN), fourth),
        _record("e02", doc, "joint declaration", act("AGREE", VERBAL, 2.5, cite(doc, "joint declaration")), (XI, PUTIN),
                (XI, PUTIN), fourth, "actual", (), 0.77),
        _record("e03", doc, "opposed further enlargement", act("REJECT", CONFLICT, -2, cite(doc, "opposed"), "change"),
                (CHINA,), (NATO,), fourth, "actual", (), 0.72),
        _record("e04", doc, "friendship without limits", Framing("relations with Russia",
                "friendship without limits", "used"), (XI, PUTIN), (), fourth, "actual", (), 0.66),
        _record("e05", doc, "spoke by phone with Emmanuel Macron", _contact(doc, "spoke by phone"), (XI,), (MACRON,),
                day("2022-02-16", text="Feb. 16")),
        _record("e06", doc, "and Olaf Scholz", _contact(doc, "spoke by phone"), (XI,), (MACRON, SCHOLZ),
                day("2022-03-08", text="March 8")),
        _record("e07", doc, "lifted restrictions", act("CONCEDE", VERBAL, 4.5, cite(doc, "lifted")), (CHINA,),
                (RUSSIA,), stated),
        _record("e08", doc, "spoke with Sergei Lavrov", _contact(doc, "spoke with", None), (WANG,), (LAVROV,), stated),
        _record("e09", doc, "legitimate security concerns", _said(doc,
                "that China understood Russia's legitimate security "
                "concerns", "mixed"), (WANG,), (LAVROV,), stated),
        _record("e10", doc, "spoke with Dmytro Kuleba", _contact(doc, "spoke with Dmytro", None), (WANG,), (KULEBA,),
                day("2022-03-01", text="March 1"), "actual", (), 0.85, "accepted"),
        _record("e11", doc, "asked China to use", act("REQUEST", CONFLICT, 0.5, cite(doc, "asked"), "assist"),
                (KULEBA,), (CHINA,), day("2022-03-01", text="March 1")),
        _record("e12", doc, "abstained in the General Assembly", Vote(GENERAL_ASSEMBLY, "abstain"), (CHINA,), (),
                day("2022-03-02", text="March 2"), "actual", (), 0.9),
        _record("e13", doc, "had abstained as well", Vote(None, "abstain"), (CHINA,), (), year, "actual", (), 0.6),
        _record("e14", doc, "could yet offer", act("CONSULT", VERBAL, 2.5, cite(doc, "mediate")), (CHINA,), (), UNDATED,
                "possible", (), 0.4),
        _record("e15", doc, "plans to send humanitarian", act("AID", MATERIAL, 10, cite(doc, "send")), (CHINA,),
                (UKRAINE,), day("2022-03-07", text="March 7"), "planned", (MINISTRY,), 0.8),
        _record("e16", doc, "kept his plans", _said(doc, "Mr. Putin had kept his plans from his host", "indirect"),
                (Actor("unknown:people", "people close to the talks", "unknown"),), (XI,), UNDATED, "actual",
                (AIDES,), 0.5),
    ]  # fmt: skip


def _washington() -> list[tuple[Record, Document]]:
    doc, on = WASHINGTON, day("2022-03-18", text="March 18")
    officials = (Attribution("anonymous", "unknown:two-officials", "two officials"),)
    psaki = (Attribution("named", "person:jen-psaki", "Jen Psaki", "USA"),)
    russia = with_mention(RUSSIA, doc, "Moscow")
    return [
        _record("f01", doc, "warned Mr. Xi", act("THREATEN", CONFLICT, -3, cite(doc, "warned"), "restrict"),
                (BIDEN,), (XI,), on, "actual", psaki, 0.9),
        _record("f02", doc, "spoke by video", _contact(doc, "spoke by video", None), (BIDEN, XI), (BIDEN, XI), on),
        _record("f03", doc, "not something we want", _said(doc,
                "“The Ukraine crisis is not something we want to see.”"), (XI,), (), on, "actual", (), 0.95),
        _record("f04", doc, "has not given Russia", act("AID", MATERIAL, 10, cite(doc, "military aid")), (CHINA,),
                (RUSSIA,), day("2022-03-19", basis="publication"), "negated", officials, 0.74),
        _record("f05", doc, "to condemn the assault", act("ACCUSE", CONFLICT, -2, cite(doc, "condemn"), "disapprove"),
                (CHINA,), (RUSSIA,), day("2022-03-19", basis="publication"), "called-for", (), 0.78),
        _record("f06", doc, "Moscow had asked", act("REQUEST", CONFLICT, 0.5, cite(doc, "asked"), "assist"), (russia,),
                (CHINA,), DateInterval("2022-03-07", "2022-03-13", "week", "relative", "last week"), "actual",
                officials, 0.6),
        _record("f07", doc, "refused to say", Statement("indirect", (cite(doc, "which side was to blame"),),
                cite(doc, "say")), (XI,), (), on, "refused", (), 0.8),
        _record("f08", doc, "sent a first batch", act("AID", MATERIAL, 10, cite(doc, "sent")), (CHINA,), (UKRAINE,),
                day("2022-03-09", text="March 9"), "actual", (), 0.88),
        _record("f09", doc, "spoke with Wang Yi", _contact(doc, "spoke with Wang Yi", None), (BLINKEN,), (WANG,),
                day("2022-02-21", text="Feb. 21")),
        _record("f10", doc, "March 5", _contact(doc, "spoke with Wang Yi", None), (BLINKEN,), (WANG,),
                day("2022-03-05", text="March 5")),
        _record("f11", doc, "will not join", _said(doc, "“China will not join the sanctions,”"), (HUA,), (),
                day("2022-03-19", basis="publication")),
        _record("f12", doc, "rejected the word", Framing("war in Ukraine", "aggression", "rejected"), (HUA,), (),
                day("2022-03-19", basis="publication"), "actual", (), 0.7),
    ]  # fmt: skip
