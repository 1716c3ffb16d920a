"""Office holders as each source gives them; used by build_actor_tables.py."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from actor_files import read
from actor_offices import office_key

from talleyrand.codebook.actors_keys import key_of

FIRST_DAY = "2000-01-01"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
MONTHS += ("November", "December")
SKIPPED_TITLES = re.compile(
    r"of the (?:Sami|Western|Province)|Caixa|shadow|^Lord of the|Governor of Puerto", re.IGNORECASE
)
INTERNATIONAL = {"EU": "igo:EU", "NATO": "igo:NATO", "ICJ": "igo:ICJ", "ICC": "igo:ICC", "IAEA": "igo:IAEA"}
INTERNATIONAL |= {"UNGA": "igo:UN-general-assembly"}
INT_TITLES = (
    ("International Court of Justice", "igo:ICJ"),
    ("World Trade Organization", "igo:WTO"),
    ("Council of Europe", "igo:COE"),
    ("OSCE", "igo:OSCE"),
    ("Arab Parliament", "igo:LAS"),
    ("General Assembly", "igo:UN-general-assembly"),
    ("United Nations", "igo:UN"),
)


@dataclass
class Person:
    """A person being put together from several sources."""

    name: str
    aliases: set[str] = field(default_factory=set)
    gender: str = ""
    countries: set[str] = field(default_factory=set)
    rank: int = 0
    born: str = ""


@dataclass(frozen=True)
class Spell:
    """One term of one person in one office."""

    person: str
    office: str
    country: str
    title: str
    start: str
    end: str


def from_wikidata(reference: Path, people: dict[str, Person]) -> Iterator[tuple[str, Spell]]:
    """Yield terms from the Wikidata extract; exact days, people told apart by their item."""
    rows = read(reference / "office_holders_wikidata" / "office_holders_21c.csv")
    for row in sorted(rows, key=lambda r: (r["wikidata_id"], r["position"], r["start"])):
        if (row["end"] and row["end"] < FIRST_DAY) or SKIPPED_TITLES.search(row["position"]):
            continue
        if not key_of(row["person"]).replace(" ", "").replace("'", "").isascii() or not row["person"].strip():
            continue
        person = people.setdefault(row["wikidata_id"], Person(""))
        title_name = re.sub(r"\s*\(.*\)$", "", row["enwiki"]).split(",")[0].strip()
        person.name = person.name or title_name or row["person"]
        person.aliases |= {alias for alias in (row["person"], title_name) if alias and alias != row["wikidata_id"]}
        person.gender = person.gender or row["gender"]
        person.born = person.born or row["dob"]
        country = row["country_iso3"]
        if country == "INT":
            country = next((igo for words, igo in INT_TITLES if words in row["position"]), "igo:UN")
        office = (
            international_office(row["position"])
            if country.startswith("igo:")
            else office_key(row["position"], country)
        )
        yield person.name, Spell(row["wikidata_id"], office, country, row["position"], row["start"], row["end"])


def international_office(title: str) -> str:
    """Return the office of a post in an international organisation."""
    if title.startswith("Secretary-General of"):
        return "secretary-general"
    return office_key(re.sub(r" of the (?:United Nations|World Trade Organization)$", "", title))


def from_handmade(reference: Path) -> Iterator[tuple[str, Spell]]:
    """Yield the hand-made terms."""
    for row in read(reference / "office_holders_handmade" / "office_holders_gap.csv"):
        body = "igo:EU-council" if "European Council" in row["office"] else "igo:EU-commission"
        country = (
            body
            if "President of the European" in row["office"]
            else INTERNATIONAL.get(row["org_or_iso3"], row["org_or_iso3"])
        )
        office = handmade_office(row["office"], country)
        yield (
            row["person"],
            Spell(known_item(reference, row["person"]), office, country, row["office"], row["start"], row["end"]),
        )


def handmade_office(title: str, country: str) -> str:
    """Return the office of a hand-made row; presidents of organisations are no heads of state."""
    if country.startswith("igo:") and title.startswith("President"):
        return "igo-president"
    return office_key(title.split(" (", maxsplit=1)[0], country)


_ITEMS: dict[str, str] = {}


def known_item(reference: Path, name: str) -> str:
    """Return the Wikidata item of the best-known person of that name, or a key made of the name."""
    if not _ITEMS:
        rows = read(reference / "office_holders_wikidata" / "office_holders_21c.csv")
        heads = read(reference / "office_holders_wikidata" / "heads_of_state_government_2021_2022.csv")
        rows += [{"person": r["officeholderLabel"], "enwiki": "", "wikidata_id": r["officeholder"]} for r in heads]
        ministers = read(reference / "office_holders_wikidata" / "foreign_ministers_world_2023-01.csv")
        rows += [{"person": r["name"], "enwiki": "", "wikidata_id": r["person"]} for r in ministers]
        for row in rows:
            for label in (row["person"], re.sub(r"\s*\(.*\)$", "", row["enwiki"])):
                if label:
                    _ITEMS.setdefault(key_of(label), row["wikidata_id"])
    return _ITEMS.setdefault(key_of(name), "n-" + key_of(name).replace(" ", "-"))


def from_world(reference: Path, isos: dict[str, str]) -> Iterator[tuple[str, Spell]]:
    """Yield heads of state and government of 2021-2022 (years) and the foreign ministers of January 2023."""
    folder = reference / "office_holders_wikidata"
    for row in read(folder / "heads_of_state_government_2021_2022.csv"):
        iso = independent(reference, isos.get(key_of(row["country"])))
        title = re.split(r" of ", row["positionLabel"])[0]
        office = office_key(title, iso or "")
        if iso and office in ("president", "prime-minister", "monarch", "chancellor", "supreme-leader"):
            item = row["officeholder"] or known_item(reference, row["officeholderLabel"])
            yield row["officeholderLabel"], Spell(item, office, iso, title, row["start_year"], row["end_year"])
    for row in read(folder / "foreign_ministers_world_2023-01.csv"):
        iso = isos.get(key_of(row["countryLabel"]))
        if iso and row["name"] and row["start"]:
            yield row["name"], Spell(row["person"], "foreign-minister", iso, row["positionLabel"], row["start"], "")


def from_factbook(reference: Path, isos: dict[str, str]) -> Iterator[tuple[str, Spell]]:
    """Yield the heads of state and government that the Factbook names with the day they came to office."""
    pattern = re.compile(
        r"^(President|Prime Minister|King|Chancellor|Emir|Sultan|Queen)(?: of [^(]*?)? ([^(;]+?)"
        r" \(since (\d+) (\w+) (\d{4})\)"
    )
    for fact in json.loads((reference / "factbook" / "countries.json").read_text(encoding="utf-8")):
        iso = independent(reference, isos.get(key_of(fact["short"])))
        for cell in (fact["chief_of_state"], fact["head_of_government"]):
            match = pattern.match(cell or "")
            if iso and match and match.group(4) in MONTHS:
                name = " ".join(capitalised(word) for word in match.group(2).split())
                start = f"{match.group(5)}-{MONTHS.index(match.group(4)) + 1:02}-{int(match.group(3)):02}"
                office = office_key(match.group(1))
                yield name, Spell(known_item(reference, name), office, iso, match.group(1), start, "")


_INDEPENDENT = {"TWN", "XKX", "PSE", "VAT"}


def independent(reference: Path, iso: str | None) -> str | None:
    """Return the code of a state, None for a dependent territory, whose head is another state's."""
    if len(_INDEPENDENT) < 10:
        rows = read(reference / "country_codes" / "country-codes.csv")
        _INDEPENDENT.update(row["ISO3166-1-Alpha-3"] for row in rows if row["is_independent"] == "Yes")
    return iso if iso in _INDEPENDENT else None


def capitalised(word: str) -> str:
    """Return a name in capitals as it is usually written."""
    return "-".join(part.capitalize() for part in word.split("-")) if word.isupper() and len(word) > 2 else word


def from_reign(reference: Path, isos: dict[str, str], people: dict[str, Person]) -> Iterator[tuple[str, Spell]]:
    """Yield effective leaders since 2000 whom REIGN names in full, for states that the other sources leave out."""
    covered = {c for person in people.values() for c in person.countries if person.rank >= 95 and person.born}
    names = {row["ccode"]: row["country"] for row in read(reference / "leaders_reign" / "electionlist_3_21.csv")}
    for row in read(reference / "leaders_reign" / "leaderlist_3_21.csv"):
        iso = isos.get(key_of(names.get(row["ccode"], "")))
        name = re.sub(r"\s*\(.*?\)", "", row["leader"]).strip()
        end_year = row["eyear"]
        if not iso or iso in covered or len(name.split()) < 2 or (end_year and int(end_year) < 2000):
            continue
        start = f"{row['syear']}-{int(row['smonth'] or 1):02}-{int(row['sdate'] or 1):02}"
        open_spell = not end_year.strip() or (end_year == "2021" and row["emonth"].strip() in ("3", ""))
        end = "" if open_spell else f"{end_year}-{int(row['emonth'] or 12):02}"
        yield name, Spell(known_item(reference, name), "leader", iso, "Leader", start, end)
