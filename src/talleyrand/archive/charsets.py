"""Names of character encodings as the web uses them: which codec is meant, and where a header names one.

The WHATWG's Encoding Standard reads several labels as other encodings than they name, because pages mean those:
`iso-8859-1` is Windows-1252. Codecs of Python that are no encodings of pages (`utf-7`, `unicode_escape`) are none here.
"""

from __future__ import annotations

import codecs
import re

_STATED = re.compile(r"""(?:^|;)\s*charset\s*=\s*["']?\s*([\w.:+-]{2,40})""", re.IGNORECASE | re.ASCII)
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
}
"""Codecs by Python's names, and those that a page means by them."""
_AS_NAMED = frozenset(
    """
    utf-8 utf-16-le utf-16-be cp866 koi8-r koi8-u mac-roman mac-cyrillic cp874 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255
    cp1256 cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13
    iso8859-14 iso8859-15 iso8859-16 gb18030 big5hkscs euc_jp iso2022_jp cp932 cp949
    """.split()
)
_ALIASES = {
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-x-big5": "big5hkscs",
    "x-cp1251": "cp1251",
    "x-mac-cyrillic": "mac-cyrillic",
}


def stated_charset(content_type: str) -> str | None:
    """Return the charset that a Content-Type header names, None where it names none.

    >>> stated_charset('text/html; charset="Windows-1251"'), stated_charset("text/html")
    ('windows-1251', None)
    """
    found = _STATED.search(content_type)
    return found[1].lower() if found else None


def codec_of(label: str | None) -> str | None:
    """Return the codec that a page means by a label, None for a label that names no encoding of pages.

    >>> codec_of("ISO-8859-1"), codec_of("koi8-r"), codec_of("utf-7"), codec_of("nonsense")
    ('cp1252', 'koi8-r', None, None)
    """
    name = (label or "").strip().lower()
    try:
        known = codecs.lookup(_ALIASES.get(name, name)).name
    except (LookupError, ValueError):
        return None
    return _MEANT.get(known) or (known if known in _AS_NAMED else None)
