"""Letters and mailboxes: the words that a person reads, when and by whom they were sent, what is attached."""

from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path

import pytest

from paper_making import Sheet, column, pdf
from talleyrand.archive.mail.mailboxes import letters_of
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import read_paths
from talleyrand.archive.snapshots import Note, Snapshot
from talleyrand.errors import InputError
from talleyrand.model.documents import address

BODY = "The foreign minister of Freedonia met her colleague in Geneva on Friday.\n\nThey agreed to meet again."
PAGE = (
    "<html><body><p>The foreign minister of <b>Freedonia</b> met her colleague in Geneva on Friday.</p></body></html>"
)


def letter(text: str | None = BODY, page: str | None = None, **headers: str) -> EmailMessage:
    made = EmailMessage()
    known = {
        "From": "Press Service of Freedonia <press@mfa.example.org>",
        "Date": "Fri, 4 Mar 2022 23:30:00 -0500",
        "Subject": "Ministers meet in Geneva",
        "Message-ID": "<12@mfa.example.org>",
    }
    for name, value in (known | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        made[name] = value
    if text is not None:
        made.set_content(text)
    if page is not None:
        made.add_alternative(page, subtype="html") if text is not None else made.set_content(page, subtype="html")
    return made


def outcomes(tmp_path: Path, raw: bytes, name: str = "letter.eml", **options: object) -> list[object]:
    file = tmp_path / name
    file.write_bytes(raw)
    return list(read_paths([file], ReadOptions(**options)))


def read(tmp_path: Path, raw: bytes) -> Snapshot:
    (found,) = outcomes(tmp_path, raw)
    assert isinstance(found, Snapshot), found
    return found


def refusal(tmp_path: Path, raw: bytes, name: str = "letter.eml", **options: object) -> str:
    (found,) = outcomes(tmp_path, raw, name, **options)
    assert isinstance(found, InputError)
    return found.line()


def test_a_letter_is_its_body_and_says_when_and_by_whom_it_was_sent(tmp_path):
    raw = letter().as_bytes()
    found = read(tmp_path, raw)
    document = found.document
    assert document.text == BODY
    assert (document.published, document.published_basis) == ("2022-03-04", "metadata")
    assert (document.title, document.outlet) == ("Ministers meet in Geneva", "Press Service of Freedonia")
    assert document.external_id == "12@mfa.example.org"
    assert (found.raw, document.id, found.media_type) == (raw, address(raw), "message/rfc822")


def test_the_press_service_of_a_known_ministry_is_the_author(tmp_path):
    raw = letter(From="Ministry of Foreign Affairs of China <press@mfa.gov.example>").as_bytes()
    assert read(tmp_path, raw).document.author.country == "CHN"


@pytest.mark.parametrize(
    ("sender", "outlet"),
    [
        ("Jane Doe <jane@example.org>", "example.org"),
        ("Doe, Jane <jane@gmail.com>", None),
        ("press@example.org", "example.org"),
        ('"Example Wire" <x@y.example.org>', "Example Wire"),
        ("=?utf-8?q?Minist=C3=A8re?= <x@y.example.org>", "Ministère"),
        ("", None),
        ("Bob <bob@gmail.com>", None),
        ("The Freedonia Letter <freedonialetter@gmail.com>", "The Freedonia Letter"),
    ],
)
def test_who_sends_it_is_the_outlet_unless_it_is_a_person(tmp_path, sender, outlet):
    raw = letter().as_bytes().replace(b"Press Service of Freedonia <press@mfa.example.org>", sender.encode())
    assert read(tmp_path, raw).document.outlet == outlet


def test_the_plain_text_is_read_unless_it_only_points_to_the_page(tmp_path):
    assert read(tmp_path, letter(BODY, PAGE).as_bytes()).document.text == BODY
    pointer = "View this in your browser."
    assert read(tmp_path, letter(pointer, PAGE).as_bytes()).document.text.startswith(
        "The foreign minister of Freedonia met"
    )
    assert read(tmp_path, letter(None, PAGE).as_bytes()).document.text.startswith(
        "The foreign minister of Freedonia met"
    )


def test_what_a_letters_page_hides_is_no_text_of_it(tmp_path):
    shown = PAGE.replace(
        "<body>",
        '<body><div style="color:red; Display: none">Today: ministers meet &#847; &zwnj; &nbsp; &#847;</div>'
        "<p hidden>Again</p><p>Talks on dis&shy;armament</p>",
    )
    text = read(tmp_path, letter(None, shown).as_bytes()).document.text
    assert text == "Talks on disarmament\nThe foreign minister of Freedonia met her colleague in Geneva on Friday."
    hidden = '<html><body style="display:none"><p>Everything is hidden.</p></body></html>'
    assert read(tmp_path, letter(None, hidden).as_bytes()).document.text == "Everything is hidden."


def test_lines_that_were_broken_to_fit_are_joined(tmp_path):
    flowed = "The ministers met \nin Geneva.\n\nThey left."
    raw = letter(flowed).as_bytes().replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    assert read(tmp_path, raw).document.text == "The ministers met in Geneva.\n\nThey left."


def test_what_is_attached_is_read_by_its_own_kind(tmp_path):
    made = letter("See the statement.")
    paper = pdf(Sheet(column(70, 700, ["Freedonia called on Sylvania to leave the island."])))
    made.add_attachment(paper, maintype="application", subtype="octet-stream", filename="statement.pdf")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="arms.png")
    made.add_attachment(letter("An older letter.", Date="Wed, 2 Mar 2022 10:00:00 +0000"))
    body, attached, note, older = outcomes(tmp_path, made.as_bytes())
    assert body.document.text == "See the statement."
    assert attached.document.text == "Freedonia called on Sylvania to leave the island."
    assert attached.document.path.endswith("letter.eml!/1/statement.pdf")
    assert (attached.document.published, attached.document.outlet) == ("2022-03-04", "Press Service of Freedonia")
    assert isinstance(note, Note)
    assert (older.document.text, older.document.published) == ("An older letter.", "2022-03-02")


def test_the_date_in_an_attached_paper_wins_over_the_letters(tmp_path):
    made = letter("See the resolution of that time.")
    paper = pdf(Sheet(column(70, 790, ["29 September 1971"]) + column(70, 700, ["The Assembly met."])))
    made.add_attachment(paper, maintype="application", subtype="pdf", filename="old.pdf")
    _, attached = outcomes(tmp_path, made.as_bytes())
    assert (attached.document.published, attached.document.published_basis) == ("1971-09-29", "inferred")


def test_a_letter_with_nothing_but_an_attachment_is_that(tmp_path):
    made = letter(" ")
    made.add_attachment("China called Russia.", filename="note.txt")
    (found,) = outcomes(tmp_path, made.as_bytes())
    assert found.document.text.strip() == "China called Russia."


GMAIL = """---------- Forwarded message ---------
From: {}
Date: Thu, Mar 3, 2022 at 9:00\u202fAM
Subject: Ministers meet"""
APPLE = """Begin forwarded message:

> From: {}
> Subject: Re: Ministers meet
> Date: 3 March 2022 at 09:00:00 CET
> To: x@y.z"""
OUTLOOK = "*From:* {}\n*Sent:* Thursday, March 3, 2022 9:00 AM\n*To:* Ada\n*Subject:* Ministers meet"
GERMAN = "Von: {}\nGesendet: Donnerstag, 3. März 2022 09:00\nAn: Ada\nBetreff: Ministers meet"


@pytest.mark.parametrize(
    ("block", "day"), [(GMAIL, "2022-03-03"), (APPLE, "2022-03-03"), (OUTLOOK, "2022-03-03"), (GERMAN, None)]
)
def test_a_letter_that_was_passed_on_is_its_senders(tmp_path, block, day):
    body = f"For you.\n\n{block.format('Press Office <press@mfa.example.org>')}\n\n{BODY}"
    found = read(tmp_path, letter(body, From="Bob <bob@gmail.com>", Subject="Fwd: ministers").as_bytes()).document
    assert (found.title, found.outlet, found.published) == ("Ministers meet", "Press Office", day)
    assert BODY in found.text
    answered = read(tmp_path, letter(body, Subject="Re: ministers").as_bytes()).document
    assert (answered.title, answered.published) == ("ministers", "2022-03-04")


def test_forwarded_subjects_lose_their_marks(tmp_path):
    assert read(tmp_path, letter(Subject="Fwd: RE: Ministers meet").as_bytes()).document.title == "Ministers meet"


@pytest.mark.parametrize(
    "date", ["soon", "", "Mon, 99 Foo 2022", "Thu, 1 Jan 1970 00:00:00 +0000", "Fri, 4 Mar 99999999999 10:00"]
)
def test_a_date_that_is_none_is_none(tmp_path, date):
    raw = letter().as_bytes().replace(b"Fri, 04 Mar 2022 23:30:00 -0500", date.encode())
    assert read(tmp_path, raw).document.published is None


@pytest.mark.parametrize(
    ("charset", "body", "expected"),
    [
        ("koi8-r", "Встреча".encode("koi8-r"), "Встреча"),
        ("utf-8", "Café".encode("cp1252"), "Café"),
        ("no-such-thing", "Café".encode(), "Café"),
    ],
)
def test_encodings_are_those_that_fit(tmp_path, charset, body, expected):
    raw = (
        b"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=" + charset.encode() + b"\n\n" + body + b"\n"
    )
    assert read(tmp_path, raw).document.text == expected


def test_broken_headers_and_borders_are_no_reason_to_lose_the_words(tmp_path):
    raw = (
        b"From: =?utf-8?b?!!!?= <<>>\nSubject: =?utf-9?q?Talks?= \xff\xfe\nDate: \x00\n"
        b"Content-Type: multipart/mixed; boundary=none\nMIME-Version: 1.0\n\nChina called Russia.\n"
    )
    assert "China called Russia." in read(tmp_path, raw).document.text


def test_an_encrypted_letter_is_told(tmp_path):
    made = letter(None)
    made.set_content(b"\0\1\2", maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
    first = outcomes(tmp_path, made.as_bytes())[0]
    assert "the letter is encrypted" in first.line()


@pytest.mark.parametrize(
    ("raw", "what"),
    [(b"", "empty"), (b"\n\nno headers at all", "no headers"), (b"Subject: x\nFrom: a@b.example\n\n", "no text in it")],
)
def test_what_is_no_letter_is_refused(tmp_path, raw, what):
    assert what in refusal(tmp_path, raw)


def test_a_letter_of_too_many_parts_is_refused(tmp_path):
    parts = b"--x\n\nword\n" * 1100
    head = b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    assert "more than 1,000 parts" in refusal(tmp_path, head + parts + b"--x--\n")


def test_a_letter_nested_beyond_all_bounds_is_refused(tmp_path):
    raw = b"From: a@b.example\nMIME-Version: 1.0\n"
    for depth in range(3000):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)
    assert refusal(tmp_path, raw + b"\nend")


def mailbox(*letters: EmailMessage) -> bytes:
    return b"".join(
        b"From press@example.org Fri Mar  4 10:00:00 2022\n" + each.as_bytes().replace(b"\nFrom ", b"\n>From ") + b"\n"
        for each in letters
    )


def test_a_mailbox_is_its_letters(tmp_path):
    raw = mailbox(letter("One.\n\nFrom Geneva they went home.\n"), letter("Two."))
    first, second = outcomes(tmp_path, raw, "box.mbox")
    assert first.document.text == "One.\n\nFrom Geneva they went home."
    assert second.document.text == "Two."
    assert second.document.path.endswith("box.mbox!/2.eml")


def test_a_letter_in_a_mailbox_is_the_same_document_as_by_itself(tmp_path):
    raw = letter("From Geneva they went home.\n").as_bytes()
    (found,) = outcomes(tmp_path, mailbox(letter("From Geneva they went home.\n")), "box.mbox")
    assert found.raw == raw


def test_a_letter_beyond_the_limit_is_told_and_the_others_read(tmp_path):
    raw = mailbox(letter("One."), letter("word " * 1000), letter("Three."))
    first, error, third = outcomes(tmp_path, raw, "box.mbox", max_bytes=2000)
    assert (first.document.text, third.document.text) == ("One.", "Three.")
    assert "letter 2 is larger than 2,000 bytes" in error.line()


def test_what_is_no_mailbox_is_refused(tmp_path):
    assert "no line begins with From" in refusal(tmp_path, b"Subject: x\n\nChina.\n", "box.mbox")


def test_a_mailbox_is_never_held_whole():
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readline(self, _: int | None = -1, /) -> bytes:
            self.given += 1
            return (b"From a Fri\n", b"Subject: x\n", b"\n", b"Word.\n", b"\n")[self.given % 5 - 1]

    letters = letters_of(Endless(), 1000)  # type: ignore[arg-type]
    assert [next(letters) for _ in range(3)] == [b"Subject: x\n\nWord.\n"] * 3
