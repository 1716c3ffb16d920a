"""What came of a commitment: kept, partly kept, broken, open, not yet due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from talleyrand.analyse.gap.commitment_acts import Deed, Pledge
from talleyrand.codebook.commitments import kept_by
from talleyrand.codebook.plover import load_event_types

Status = Literal["kept", "partly", "broken", "open", "not yet due"]
LATE_DAYS = 3
"""Days after the due day on which an act still counts as in time: reports are dated by their publication."""
AGREED = "AGREE"
"""The type of agreements: to what is not coded, so that no act can be told to keep one."""
GIVEN_UP = frozenset({"RETREAT", "CONCEDE"})
"""Acts by which a threat is withdrawn: giving way in deeds or in policy."""
TURNED_ON = frozenset({"SANCTION", "COERCE", "ASSAULT"})
"""Acts that break a promise of material cooperation; forces may be moved to protect the one to whom it was given."""
AROUND_DAYS = 30
"""Days from a hostile act on in which hostile deeds must outnumber cooperative ones for it to break a promise; and days
after a day named in which something between the two must be on record for silence to mean that nothing was done."""
Answer = Literal["kept", "partly", "refused", "broken", "none"]


def outcome(pledge: Pledge, later: Sequence[Deed], end: date | None, within: int) -> tuple[Status, Deed | None]:
    """Return what came of a commitment and the act that decided it.

    `later` are the actor's acts toward the recipient after it, in order of time, `end` the last day on record, `within`
    the days after which an act no longer answers an open-ended commitment. An act in time keeps it, though it was
    refused before; what comes near decides only where nothing else does.
    """
    last = pledge.day + timedelta(days=within)
    in_time = last if pledge.due is None else pledge.due + timedelta(days=LATE_DAYS)
    near: tuple[Status, Deed] | None = None
    for deed in later:
        answer = _answer(pledge, deed) if deed.day <= last else "none"
        if answer == "broken" and _breaks(pledge, deed, later):
            return "broken", deed
        if answer == "kept" and deed.day <= in_time:
            return "kept", deed
        if near is None and answer in ("kept", "partly", "refused"):
            near = ("broken" if answer == "refused" else "partly", deed)
    return near or (_unanswered(pledge, later, end, in_time), None)


def _breaks(pledge: Pledge, deed: Deed, later: Sequence[Deed]) -> bool:
    """Whether a hostile act breaks a promise: not one among much help, when deeds of cooperation prevail."""
    if pledge.kind != "promise":
        return True
    last = deed.day + timedelta(days=AROUND_DAYS)
    near = [one for one in later if deed.day <= one.day <= last and one.done]
    hostile = sum(one.event_type in TURNED_ON for one in near)
    return hostile > sum(one.quad == "material cooperation" for one in near)


def _unanswered(pledge: Pledge, later: Sequence[Deed], end: date | None, in_time: date) -> Status:
    """Open, unless a day named has passed, and what the two did in the month after is on record without the act."""
    if pledge.due is None:
        return "open"
    if end is None or end <= in_time:
        return "not yet due"
    if pledge.kind == "denial":
        return "kept"
    seen = any(in_time < deed.day <= in_time + timedelta(days=AROUND_DAYS) for deed in later)
    return "broken" if seen else "open"


def _answer(pledge: Pledge, deed: Deed) -> Answer:
    """What a later act is to a commitment."""
    same = deed.event_type == pledge.event_type
    if pledge.event_type == AGREED:
        return "none"
    if pledge.kind == "denial":
        return "broken" if deed.done and same else "none"
    if not deed.done:
        return "refused" if same else "none"
    if deed.event_type in kept_by(pledge.event_type, pledge.mode):
        return "partly" if same and _other_mode(pledge, deed) else "kept"
    return _beside(pledge, deed)


def _beside(pledge: Pledge, deed: Deed) -> Answer:
    """What an act of another type than that committed to is to it."""
    quad = load_event_types()[pledge.event_type].quad
    against = GIVEN_UP if pledge.kind == "threat" else TURNED_ON if quad == "material cooperation" else frozenset()
    if deed.event_type in against:
        return "broken"
    return "partly" if deed.quad == quad and quad.startswith("material") else "none"


def _other_mode(pledge: Pledge, deed: Deed) -> bool:
    return None not in (pledge.mode, deed.mode) and pledge.mode != deed.mode
