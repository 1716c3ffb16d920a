"""Pages of PDFs as pictures, each drawn in a process of its own: a hostile file neither hangs nor fells the caller."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from typing import Any

from talleyrand.errors import InputError

SECONDS = 20
"""How long drawing one page may take."""
MEMORY = 2 * 1024**3
"""Bytes of address space that drawing one page may take."""
MAX_PIXELS = 6_000_000


def draw_page(raw: bytes, number: int, width: int, *, where: str = "") -> bytes:
    """Return a page (counted from 1) of a PDF as a PNG, `width` pixels wide or less where it is very high.

    Raises InputError when it can't be drawn, takes too long or too much memory.
    """
    command = [sys.executable, "-P", "-m", __name__, str(number), str(width)]
    hint = "download the source"
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise InputError(f"drawing page {number} takes too long", where=where, hint=hint) from error
    if done.returncode != 0 or not done.stdout.startswith(b"\x89PNG"):
        raise InputError(f"page {number} can't be drawn", where=where, hint=hint)
    return done.stdout


def main() -> None:
    """Draw the page that the arguments name, of the PDF on standard input, to standard output."""
    _limit()
    number, width = int(sys.argv[1]), int(sys.argv[2])
    sys.stdout.buffer.write(_draw(sys.stdin.buffer.read(), number, width))


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415  (not on every system)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _draw(raw: bytes, number: int, width: int) -> bytes:
    import pypdfium2  # noqa: PLC0415  (needed in the process that draws)

    page = pypdfium2.PdfDocument(raw)[number - 1]
    across, down = page.get_size()
    scale = min(width / across, (MAX_PIXELS / (across * down)) ** 0.5)
    return _png(page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False))


def _png(bitmap: Any) -> bytes:
    """Return a bitmap of one, three or four bytes a pixel as a PNG."""
    channels, stride = bitmap.n_channels, bitmap.stride
    pixels = memoryview(bitmap.buffer)
    line = bitmap.width * channels
    rows = b"".join(b"\0" + pixels[row * stride : row * stride + line] for row in range(bitmap.height))
    colours = {1: 0, 3: 2, 4: 6}[channels]
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, colours, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    main()
