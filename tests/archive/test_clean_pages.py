"""Archived pages made inert: what stays, what goes, and where evidence is found again."""

from __future__ import annotations

import pytest

from talleyrand.archive.clean_pages import LARGEST, clean_page
from talleyrand.errors import InputError

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    '<math><mi xlink:href="data:x,<script>alert(1)</script>"></math>',
    '<a href="javascript:alert(1)">go</a>',
    '<a href="https://elsewhere.example/">go</a>',
    "<form action=https://elsewhere.example/><input autofocus onfocus=alert(1)></form>",
    "<button formaction=javascript:alert(1)>b</button>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<object data=https://elsewhere.example/></object><embed src=https://elsewhere.example/>",
    "<video src=https://elsewhere.example/ poster=https://elsewhere.example/></video>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<style>@import 'https://elsewhere.example/'; p { background: url(https://elsewhere.example/) }</style>",
    '<p style="background:url(https://elsewhere.example/)" onclick="alert(1)" background=x>words</p>',
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'><base href=https://elsewhere.example/>",
    "<link rel=stylesheet href=https://elsewhere.example/>",
    '<img src="data:text/html,<script>alert(1)</script>"><img src="data:image/svg+xml;base64,PHN2Zz4=">',
    "<template><script>alert(1)</script></template><xmp><img src=x onerror=alert(1)></xmp>",
    "<!--[if IE]><script>alert(1)</script><![endif]--><?php echo 1 ?>",
    "<plaintext><script>alert(1)</script>",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_stays_that_runs_loads_or_leads_away(hostile: str) -> None:
    body = clean_page(f"<html><body><p>Before.</p>{hostile}</body></html>".encode())
    lowered = body.lower()
    assert "before." in lowered
    for part in (
        "<script",
        "<style",
        "<svg",
        "<iframe",
        "<form",
        "<input",
        "<link",
        "<meta",
        "<base",
        "<object",
        "<!--",
    ):
        assert part not in lowered
    for part in (
        "onerror=",
        "onload=",
        "onclick=",
        "onfocus=",
        "style=",
        "href=",
        "src=",
        "elsewhere.example",
        "srcdoc",
    ):
        assert part not in lowered.replace("&lt;script&gt;", "")


def test_words_their_order_and_the_pages_own_images_stay() -> None:
    page = '<body><h1>Title</h1><table><tr><td colspan="2">Cell</td></tr></table><img src="data:image/png;base64,AAAA">'
    body = clean_page(page.encode())
    for part in ("<h1>Title</h1>", '<td colspan="2">Cell</td>', 'src="data:image/png;base64,AAAA"'):
        assert part in body


def test_evidence_is_marked_through_elements_and_line_breaks() -> None:
    page = (
        b"<body><p>China <b>abst</b>ained from\n the <i>vote</i> &lt;today&gt;. It said no more.</p>Behind it.</body>"
    )
    body = clean_page(page, evidence=["China abstained from the vote <today>.", "more. Behind", "not in it", ""])
    assert body.count("</mark>") == body.count("<mark>") == 7
    assert "<b><mark>abst</mark></b>" in body
    assert "<mark>Behind</mark> it." in body
    assert "It said no" in body.replace("<mark>", "")


def test_what_stands_behind_the_body_stays() -> None:
    body = clean_page(b"<body><p>One.</p></body><h1>Two</h1><p>Three.</p>")
    assert [part for part in ("One.", "<h1>Two</h1>", "Three.") if part not in body] == []


def test_overlapping_evidence_is_marked_once() -> None:
    body = clean_page(b"<body><p>One two three four.</p></body>", evidence=["One two three", "two three four."])
    assert "<mark>One two three four.</mark>" in body


def test_a_page_too_large_to_show_is_refused() -> None:
    with pytest.raises(InputError, match="too large"):
        clean_page(b"<p>x</p>" + b" " * LARGEST)
