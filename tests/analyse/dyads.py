"""Small records between states, for tests of measures that read them in pairs."""

from itertools import count

from talleyrand.codebook.plover import load_event_types
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.dates import DateInterval
from talleyrand.model.records import Act, Record
from talleyrand.model.spans import Quote

_NUMBER = count(1)
BODIES = {"EU": Actor("igo:EU", "European Union", "igo"), "COM": Actor("igo:EU-commission", "Commission", "igo")}


def state(code):
    """A state by its code, or one of the bodies."""
    return BODIES.get(code) or Actor(f"country:{code}", code, "state", code)


def act(source, target, event_type, day="2022-03-01", *, text=None, **more):
    """A record of an act of one state toward another; its words are its own unless given."""
    number = next(_NUMBER)
    kind = load_event_types()[event_type]
    words = text or f"{source} {event_type.lower()} {target} report{chr(97 + number % 26) * 6}"
    verb = more.pop("verb", event_type.lower())
    start = words.find(verb) if verb in words else 0
    trigger = Quote(start, start + len(verb), verb)
    mode = more.pop("mode", None)
    speaker = more.pop("says", source)
    fields = {
        "id": f"{number:016x}",
        "document_id": f"sha256:{number}",
        "payload": Act(event_type, mode, (), kind.quad, kind.intensity(mode), trigger),
        "evidence": Quote(0, len(words), words),
        "actors": tuple(map(state, source.split("+"))),
        "recipients": tuple(map(state, target.split("+"))) if target else (),
        "date": DateInterval(day, day, "day", "stated") if day else DateInterval(),
        "reported_by": (Attribution("named", f"country:{speaker}", speaker, speaker),) if speaker else (),
        "confidence": 0.8,
    }
    return Record(**{**fields, **more})


def plan(source, target, event_type, day, until=None, **more):
    """A record of what one state says it will do to another: from a day on, or until a day that it names."""
    date = (
        DateInterval(day, None, "unknown", "publication")
        if until is None
        else DateInterval(until, until, "day", "stated")
    )
    return act(source, target, event_type, day, factuality="planned", **{"date": date, **more})
