"""Make `codebook/data/world.csv`, the outlines of states that the map is drawn from, out of Natural Earth's data.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_world_map.py package country-codes.csv

Takes the TopoJSON files of the npm package world-atlas (ISC licence; Natural Earth, public domain): outlines from
1:110m, and a point for each state too small for it, or too small to see, from 1:50m. They are projected by Equal Earth
(Šavrič, Patterson and Jenny, *International Journal of Geographical Information Science* 33(3), 2019) and rounded to
whole units of a picture `WIDTH` wide.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from talleyrand.codebook.countries import load_countries

OUT = Path(__file__).parents[1] / "src" / "talleyrand" / "codebook" / "data" / "world.csv"
WIDTH = 2000
CENTRE = 11.0
"""The meridian in the middle: the cut at its antimeridian goes through the Bering Strait and no land."""
SMALL = 60.0
"""Square units below which an outline can hardly be seen: a point stands for it too."""
LEFT_OUT = {"010", "260", "334", "239"}
"""Antarctica and islands without people."""
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
Point = tuple[float, float]
Ring = list[Point]
BESIDES = {"TUV": ("Tuvalu", 179.2, -8.5)}
"""States that both scales leave out: name, longitude, latitude."""
NAMED = {"Kosovo": "XKX"}
"""Codes of what the data name and do not number; the other names stay without one."""


def main(package: Path, codes: Path) -> None:
    """Write the table; `codes` is a CSV of ISO 3166 codes (datasets/country-codes, ODC-PDDL 1.0)."""
    with codes.open(encoding="utf-8") as file:
        known = [(row["ISO3166-1-numeric"], row["ISO3166-1-Alpha-3"]) for row in csv.DictReader(file)]
    alpha = {numeric.zfill(3): code for numeric, code in known if numeric}
    coarse, fine = (_shapes(package / f"countries-{scale}.json") for scale in ("110m", "50m"))
    rows = sorted(_outlines(coarse, alpha)) + sorted(_points(coarse, fine, alpha))
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "shape", "data"))
        writer.writerows(rows)
    print(f"{len(rows)} rows, {OUT.stat().st_size / 1024:.0f} KB", file=sys.stderr)


def project(longitude: float, latitude: float) -> Point:
    """Return where a place stands by Equal Earth, in units of the picture, from its upper left corner."""
    shifted = (longitude - CENTRE + 180) % 360 - 180
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    across = 2 * sqrt(3) * radians(shifted) * cos(theta)
    x = across / (3 * (9 * A4 * sixth * square + 7 * A3 * sixth + 3 * A2 * square + A1))
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    scale = WIDTH / (2 * 2.7066299836)
    return (x + 2.7066299836) * scale, (1.3173627591574 - y) * scale


def _shapes(path: Path) -> dict[str, tuple[str, list[Ring]]]:
    """Return the rings of each state (its numeric code, or its name where it has none), projected."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    found = {}
    for one in topology["objects"]["countries"]["geometries"]:
        name = one["properties"]["name"]
        polygons = {"Polygon": [one.get("arcs")], "MultiPolygon": one.get("arcs")}[one["type"]]
        rings = [ring for polygon in polygons for part in polygon for ring in _cut(_joined(part, arcs))]
        found[one.get("id") or name] = (name, rings)
    return found


def _arc(arc: Sequence[Sequence[int]], transform: Any) -> Ring:
    x = y = 0
    made = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        made.append(
            (
                x * transform["scale"][0] + transform["translate"][0],
                y * transform["scale"][1] + transform["translate"][1],
            )
        )
    return made


def _joined(places: Iterable[int], arcs: Sequence[Ring]) -> Ring:
    ring: Ring = []
    for place in places:
        arc = arcs[place] if place >= 0 else arcs[~place][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def _cut(ring: Ring) -> Iterator[Ring]:
    """Yield a ring in units of the picture, whole; one that the edge of the picture cuts comes as its two sides."""
    edge = CENTRE - 180
    shifted = [((longitude - edge) % 360, latitude) for longitude, latitude in ring]
    if max(x for x, _ in shifted) - min(x for x, _ in shifted) < 180:
        yield [project(*place) for place in ring]
        return
    for side in (0, 1):
        kept = [(x, y) for x, y in shifted if (x > 180) == bool(side)]
        if len(kept) > 2:
            yield [project(x + edge, y) for x, y in kept]


def _outlines(shapes: dict[str, tuple[str, list[Ring]]], alpha: dict[str, str]) -> Iterator[tuple[str, ...]]:
    for key, (name, rings) in shapes.items():
        if key in LEFT_OUT:
            continue
        data = "".join(filter(None, map(_path, rings)))
        if data:
            yield _code(key, name, alpha), name, "outline", data


def _points(
    coarse: dict[str, tuple[str, list[Ring]]], fine: dict[str, tuple[str, list[Ring]]], alpha: dict[str, str]
) -> Iterator[tuple[str, ...]]:
    for key, (name, rings) in fine.items():
        code = _code(key, name, alpha)
        seen = sum(map(_area, coarse[key][1])) if key in coarse else 0.0
        if code not in load_countries() or key in LEFT_OUT or seen > SMALL:
            continue
        x, y = _middle(max(rings, key=_area))
        yield code, name, "point", f"{round(x)} {round(y)}"
    for code, (name, longitude, latitude) in BESIDES.items():
        x, y = project(longitude, latitude)
        yield code, name, "point", f"{round(x)} {round(y)}"


def _code(key: str, name: str, alpha: dict[str, str]) -> str:
    return alpha.get(key) or NAMED.get(name, "")


def _path(ring: Ring) -> str:
    """Return a ring as SVG path data in whole units, relative, without points that fall together."""
    whole = [(round(x), round(y)) for x, y in ring]
    kept = [place for at, place in enumerate(whole) if at == 0 or place != whole[at - 1]]
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    if len(kept) < 3:
        return ""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept)]
    joined = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{kept[0][0]} {kept[0][1]}l{joined}z"


def _area(ring: Ring) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _middle(ring: Ring) -> Point:
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
