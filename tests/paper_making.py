"""PDFs written by hand, byte for byte, for tests: pages of words at given places, in Helvetica."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Put:
    """Words at a place, in points from the left and from the foot of the page; `turn` counts quarter turns."""

    x: float
    y: float
    words: str
    size: float = 11
    turn: int = 0


@dataclass(frozen=True)
class Sheet:
    """A page: what stands on it, its size, its `/Rotate`, and whether it shows a drawing."""

    puts: Sequence[Put] = ()
    width: float = WIDTH
    height: float = HEIGHT
    rotate: int = 0
    drawing: bool = False


def pdf(*sheets: Sheet, info: dict[str, str] | None = None) -> bytes:
    """Return the bytes of a PDF with these pages."""
    first = 4
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(sheets)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, sheet in enumerate(sheets):
        box = f"[0 0 {sheet.width} {sheet.height}]"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Rotate {sheet.rotate} "
            f"/Resources << /Font << /F 3 0 R >> >> /Contents {first + 2 * index + 1} 0 R >>".encode()
        )
        content = _content(sheet)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(objects, info or {})


def talks() -> bytes:
    """Return a paper of three pages: two of text, with a call on each, and a drawing between them."""
    first = ["China called Russia. The two ministers spoke about the", "border for an hour."]
    last = ["France refused to call China, its foreign", "ministry said on Friday."]
    return pdf(Sheet(column(70, 700, first)), Sheet(drawing=True), Sheet(column(70, 700, last), rotate=90))


def column(x: float, top: float, lines: Sequence[str], *, step: float = 13, size: float = 11) -> list[Put]:
    """Return lines one below the other."""
    return [Put(x, top - step * index, line, size) for index, line in enumerate(lines) if line]


def _content(sheet: Sheet) -> bytes:
    pieces = [b"100 100 m 300 300 l S"] if sheet.drawing else []
    for put in sheet.puts:
        turned = ("1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0 -1 1 0")[put.turn]
        words = put.words.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
        pieces.append(f"BT /F {put.size} Tf {turned} {put.x} {put.y} Tm (".encode() + words + b") Tj ET")
    return b"\n".join(pieces)


def _file(objects: Sequence[bytes], info: dict[str, str]) -> bytes:
    stated = " ".join(f"/{key} ({value})" for key, value in info.items())
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate([*objects, f"<< {stated} >>".encode("cp1252")], 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(places) + 1, len(places))
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % table)
