"""What archives have in common: the names of their members, and which of them are passed over."""

from __future__ import annotations

import re

from talleyrand.errors import InputError

_DRIVE = re.compile(r"^[A-Za-z]:")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_RESOURCES = "__MACOSX"

HIDDEN = "hidden files"
LINKS = "links"


def member_name(name: str, where: str) -> str:
    """Return the name of a member as it stands in paths: relative, with single slashes, in printable characters.

    Nothing is ever written under it. Raises InputError for one that leads out of the archive.

    >>> member_name("/news//a.txt", "news.zip")
    'news/a.txt'
    """
    parts = [part for part in _DRIVE.sub("", name.replace("\\", "/")).split("/") if part not in {"", "."}]
    shown = "/".join(_UNPRINTABLE.sub("\ufffd", part) for part in parts)
    if ".." in parts:
        hint = "whoever made it means to overwrite files; read it by itself if you trust it"
        raise InputError(f"a member's name leads out of the archive: {shown}", where=where, hint=hint)
    if not parts:
        raise InputError("a member has no name", where=where, hint="unpack it yourself")
    return shown


def is_hidden(name: str) -> bool:
    """Tell whether a member is a hidden file, in a hidden folder, or what macOS keeps beside files."""
    return any(part == _RESOURCES or (part.startswith(".") and part not in {".", ".."}) for part in name.split("/"))
