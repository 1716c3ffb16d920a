"""Regenerate the actor tables of the codebook from the reference material.

    python tools/build_actor_tables.py --reference FOLDER

`FOLDER` holds office_holders_wikidata (CC0), office_holders_handmade, leaders_reign (MIT), factbook (public domain),
country_codes (PDDL), metonyms and phoenix_dictionaries (MIT), each with its SOURCE.md. Written are countries.csv,
countries_places.csv, metonyms.csv, organs_sectors.csv, persons.csv and holders.csv in src/talleyrand/codebook/data. The
hand-made tables beside them (`*_extra.csv`, offices.toml, organs.csv ...) are read, never written. Same input, same
output.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from actor_files import read, write
from actor_offices import office_key
from actor_people import write_people

from talleyrand.codebook.actors_keys import fold, key_of
from talleyrand.codebook.actors_words import word_set
from talleyrand.codebook.tables import read_rows, split_list

COUNTRY_NAMES = {
    "Kosovo": "XKX",
    "State of Palestine": "PSE",
    "Palestine": "PSE",
    "Taiwan": "TWN",
    "Vatican City": "VAT",
}


def main() -> None:
    """Write all tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", type=Path, required=True, help="folder of the reference material")
    reference: Path = parser.parse_args().reference
    isos = iso_names(reference)
    write_countries(reference, isos)
    write_places(reference)
    write_metonyms(reference)
    write_sectors(reference)
    write_people(reference, isos)


# Countries


def iso_names(reference: Path) -> dict[str, str]:
    """Return folded country names with their alpha-3 codes."""
    names = {key_of(name): iso for name, iso in COUNTRY_NAMES.items()}
    for row in read(reference / "country_codes" / "country-codes.csv"):
        for column in ("UNTERM English Short", "UNTERM English Formal", "official_name_en", "CLDR display name"):
            if row[column] and row["ISO3166-1-Alpha-3"]:
                names.setdefault(key_of(row[column].removeprefix("the ")), row["ISO3166-1-Alpha-3"])
    for row in read_rows("countries_extra.csv", EXTRA):
        for name in (*split_list(row[1]), row[0]):
            names[key_of(name.removeprefix("the "))] = row[0]
    return names


EXTRA = ("iso3", "names", "abbreviations", "adjectives", "singular", "plural", "capitals", "leader")


def write_countries(reference: Path, isos: dict[str, str]) -> None:
    """Write names, adjectives, demonyms and capitals of all states, without what the hand-made table says of them."""
    facts = json.loads((reference / "factbook" / "countries.json").read_text(encoding="utf-8"))
    by_fips = {row["FIPS"]: row for row in read(reference / "country_codes" / "country-codes.csv") if row["FIPS"]}
    leaders = leader_offices(reference, isos)
    done, rows = {row[0] for row in read_rows("countries_extra.csv", EXTRA)}, []
    for fact in facts:
        code = by_fips.get(fact["gec"].upper())
        if (
            code is None
            or not fact["demonym_adj"]
            or code["ISO3166-1-Alpha-3"] in done
            or not code["ISO3166-1-Alpha-3"]
        ):
            continue
        iso = code["ISO3166-1-Alpha-3"]
        names = [
            fact["short"],
            fact["long"],
            code["CLDR display name"],
            code["UNTERM English Short"].removesuffix(" (the)"),
        ]
        adjectives = demonyms(fact["demonym_adj"])[0] or demonyms(fact["demonym_noun"])[0]
        singular, plural = demonyms(fact["demonym_noun"])
        capital = re.split(r"[;(]", fact["capital"])[0].strip()
        cells = (unique(names), adjectives, singular, plural, [capital] if capital and len(capital) < 30 else [])
        joined = ["|".join(cell) for cell in cells]
        rows.append((iso, joined[0], "", *joined[1:], leaders.get(iso, "")))
    write("countries.csv", ",".join(EXTRA), rows)


def unique(names: Iterable[str]) -> list[str]:
    """Return the names that differ, in order, without placeholders."""
    seen: dict[str, str] = {}
    for name in names:
        if name and name not in ("none", "NA") and len(name) < 50:
            seen.setdefault(fold(name), name)
    return list(seen.values())


def demonyms(cell: str) -> tuple[list[str], list[str]]:
    """Return the singular and plural forms in a Factbook demonym such as "Croat(s), Croatian(s)"."""
    cell = re.sub(r"; note.*|\((?:US|collective|colloquial)[^)]*\)", "", cell)
    singular, plural = [], []
    for part in re.split(r",| or |/|;", cell):
        word = re.sub(r"\(.*?\)", "", part).strip()
        if not word or word in ("none", "NA") or not word[0].isupper():
            continue
        if "(plural)" not in part:
            singular.append(word)
        if "(s)" in part:
            plural.append(word + "s")
        elif "(men)" in part or "(women)" in part:
            plural.append(word.removesuffix("man") + "men" if word.endswith("man") else word)
    return singular, plural


def leader_offices(reference: Path, isos: dict[str, str]) -> dict[str, str]:
    """Return which office leads a state: that of REIGN's leader of March 2021 among the heads of that year."""
    last: dict[str, str] = {}
    for row in read(reference / "leaders_reign" / "leaderlist_3_21.csv"):
        last[row["ccode"]] = row["leader"]
    surnames = {fold(name).split()[-1] for name in last.values() if name.strip()}
    found: dict[str, str] = {}
    for row in read(reference / "office_holders_wikidata" / "heads_of_state_government_2021_2022.csv"):
        iso = isos.get(key_of(row["country"]))
        if iso and any(word in surnames for word in fold(row["officeholderLabel"]).replace("-", " ").split()):
            office = office_key(row["positionLabel"].split(" of ")[0])
            if office in ("president", "prime-minister", "monarch", "chancellor"):
                found.setdefault(iso, office)
    return found


def write_places(reference: Path) -> None:
    """Write cities and provinces by state, from the Phoenix dictionary (a list for each country before its people)."""
    known = {key_of(name) for table in ("countries.csv", "countries_extra.csv") for name in known_names(table)}
    rows = {key_of(name): f"{name},{code}" for name, code in read_rows("countries_places_extra.csv", ("name", "iso3"))}
    iso = ""
    path = reference / "phoenix_dictionaries" / "Phoenix.Countries.actors.txt"
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        head = re.match(r"[^+#\s].*\[([A-Z]{3})\]", line)
        if head:
            iso = head.group(1)
        elif not line.startswith("+"):
            iso = iso if line.strip().startswith("#") else ""
        elif iso:
            name = line[1:].split("#")[0].split(";")[0].strip(" _\t").replace("_", " ").title()
            key = key_of(name)
            if usable_place(key, known):
                rows.setdefault(key, f"{name},{iso}")
    write("countries_places.csv", "name,iso3", (row.rsplit(",", 1) for row in rows.values()))


def known_names(table: str) -> Iterator[str]:
    """Yield every name, adjective and capital in a table of countries."""
    for row in read_rows(table, EXTRA):
        for cell in row[1:7]:
            yield from split_list(cell)


def usable_place(key: str, known: set[str]) -> bool:
    """Tell whether a place name is neither a common word nor the name of a state."""
    return (
        len(key) > 3
        and key.isascii()
        and key not in known
        and key.split(maxsplit=1)[0] not in word_set("no_place_starts")
        and key[0].isalpha()
    )


def write_metonyms(reference: Path) -> None:
    """Write seats of government that stand for the state; seats of organs are aliases in organs.csv."""
    rows = dict(read_rows("metonyms_extra.csv", ("name", "target")))
    for row in read(reference / "metonyms" / "metonyms.csv"):
        if row["referent_type"] == "government" and row["iso3"] != "INT":
            rows.setdefault(row["metonym"].removeprefix("the "), f"country:{row['iso3']}")
    write("metonyms.csv", "name,target", rows.items())


def write_sectors(reference: Path) -> None:
    """Write nouns for kinds of people and groups with their PLOVER sector, from the Phoenix agents dictionary."""
    codes = {
        "GOV",
        "MIL",
        "COP",
        "JUD",
        "LEG",
        "SPY",
        "REB",
        "OPP",
        "BUS",
        "CVL",
        "EDU",
        "MED",
        "REF",
        "LAB",
        "CRM",
        "ELI",
    }
    mapped = {
        "AGR": "AGR",
        "JRN": "JRN",
        "NGO": "SOC",
        "HRI": "SOC",
        "MNC": "BUS",
        "REL": "REL",
        "CHR": "REL",
        "MOS": "REL",
    }
    mapped |= {
        "JEW": "REL",
        "BUD": "REL",
        "HIN": "REL",
        "HLH": "MED",
        "UAF": "UAF",
        "PTY": "PTY",
        "ENV": "SOC",
        "DEV": "SOC",
    }
    hand = {row[0] for row in read_rows("organs_sectors_extra.csv", ("noun", "sector"))}
    rows: dict[str, str] = {}
    text = (reference / "phoenix_dictionaries" / "Phoenix.agents.txt").read_text(encoding="utf-8", errors="replace")
    for match in re.finditer(r"^([A-Z][^\[\n{#]*?)(?:\{([^}\n]*)\})?\s*\[~?([A-Z]{3})", text, re.MULTILINE):
        sector = match.group(3) if match.group(3) in codes else mapped.get(match.group(3), "")
        for noun in agent_forms(match.group(1), match.group(2)):
            loose = set(noun.split()) & {"a", "an", "the"} or noun.split()[-1:] in (
                ["in"],
                ["of"],
                ["to"],
                ["for"],
                ["at"],
                ["on"],
            )
            if sector and noun not in hand and len(noun) > 2 and not loose:
                rows.setdefault(noun, sector)
    write("organs_sectors.csv", "noun,sector", rows.items())


def agent_forms(noun: str, forms: str | None) -> Iterator[str]:
    """Yield an agent's singular and plural look-up keys."""
    if "!" in noun:
        stem = noun.split("!", maxsplit=1)[0].rstrip("_ ")
        endings = ("man", "men", "woman", "women") if "PERSON" in noun else ("minister", "ministers", "ministry")
        yield from (key_of(f"{stem} {ending}".replace("_", " ")) for ending in endings)
        return
    singular = key_of(noun.replace("_", " "))
    yield singular
    if forms is None:
        yield singular[:-1] + "ies" if singular.endswith("y") and singular[-2:-1] not in "aeou" else singular + "s"
    elif forms.strip():
        yield from (key_of(form.replace("_", " ")) for form in forms.split(","))


if __name__ == "__main__":
    main()
