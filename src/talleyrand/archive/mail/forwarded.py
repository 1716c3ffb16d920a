"""Forwarded letters: what their own headers say, which mail programs write into the text when a letter is passed on."""

from __future__ import annotations

import re

_MARK = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc)\s*:", re.IGNORECASE)
"""What stands before the subject of a letter that is passed on; one that is answered has "Re:"."""
_LINE = re.compile(
    r"[>\s*]*(?P<name>from|sent|date|to|cc|subject|reply-to|von|gesendet|datum|an|betreff|de|envoyé|à|objet)"
    r"\s*:\*?\s*(?P<value>\S.*)?",
    re.IGNORECASE,
)
_NAMES = {
    **dict.fromkeys(("from", "von", "de"), "From"),
    **dict.fromkeys(("sent", "date", "gesendet", "datum", "envoyé"), "Date"),
    **dict.fromkeys(("subject", "betreff", "objet"), "Subject"),
}
_NEEDED = frozenset({"From", "Date", "Subject"})
_MAIL_LINK = re.compile(r"\[mailto:([^\]\s]+)\]|<mailto:([^>\s]+)>")
_LINES = 40
"""Lines in which the headers stand: whoever passes a letter on writes little before it."""


def is_forwarded(subject: str) -> bool:
    """Tell by its subject whether a letter was passed on."""
    return bool(_MARK.match(subject))


def forwarded_headers(text: str) -> dict[str, str] | None:
    r"""Return who sent the letter that a text passes on, when and about what; None where it does not say all three.

    >>> forwarded_headers("FYI\n\nFrom: Press <press@m.example>\nDate: 3 March 2026\nSubject: Talks\n\nThey go on.")
    {'From': 'Press <press@m.example>', 'Date': '3 March 2026', 'Subject': 'Talks'}
    """
    found: dict[str, str] = {}
    for line in text.split("\n", _LINES)[:_LINES]:
        match = _LINE.fullmatch(line.rstrip())
        if match is None and line.strip(" >"):
            if found.keys() >= _NEEDED:
                break
            found = {}
        elif match and (name := _NAMES.get(match["name"].lower())):
            found.setdefault(name, _MAIL_LINK.sub(r"<\1\2>", match["value"] or "").strip(" *"))
    return found if found.keys() >= _NEEDED and all(found.values()) else None
