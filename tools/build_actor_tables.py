"""Regenerate the actor tables of the codebook from the reference material.

    python tools/build_actor_tables.py --reference FOLDER

`FOLDER` holds office_holders_wikidata (CC0), office_holders_handmade, leaders_reign (MIT), factbook (public domain),
country_codes (PDDL), metonyms and phoenix_dictionaries (MIT), each with its SOURCE.md. Written are countries.csv,
countries_places.csv, metonyms.csv, organs_sectors.csv, persons.csv and holders.csv in src/talleyrand/codebook/data. The
hand-made tables beside them (`*_extra.csv`, offices.toml, organs.csv ...) are read, never written. Same input, same output.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from talleyrand.codebook.actors_keys import fold, key_of, skeleton
from talleyrand.codebook.tables import read_rows, read_toml, split_list

DATA = Path(__file__).resolve().parent.parent / "src" / "talleyrand" / "codebook" / "data"
FIRST_DAY = "2000-01-01"
FAMILY_NAME_FIRST = {"CHN", "TWN", "KOR", "PRK", "HKG", "MAC", "KHM", "VNM"}
GIVEN_NAME_SPOKEN = {"VNM", "MMR", "ETH", "ISL"}
PARTICLES = {"von", "van", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "las", "los"}
PARTICLES |= {"al", "el", "bin", "ibn", "ben", "bint", "ter", "zu", "st", "ould", "abu", "o", "mac", "ten", "af", "y"}
SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
MONTHS = "January February March April May June July August September October November December".split()
SKIPPED_TITLES = re.compile(r"of the (?:Sami|Western|Province)|Caixa|shadow|^Lord of the|Governor of Puerto", re.IGNORECASE)
COUNTRY_NAMES = {"Kosovo": "XKX", "State of Palestine": "PSE", "Palestine": "PSE", "Taiwan": "TWN", "Vatican City": "VAT"}
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
LEADING = {"leader", "president", "prime-minister", "chancellor", "monarch", "supreme-leader", "general-secretary"}
AMBIGUOUS_PLACES = set(
    "mobile reading nice orange victoria man bath farah union columbia lima split natural hope enterprise liberty "
    "progress independence central bar ham most van as os date male bo po of the and sale ash san santa salem march may "
    "deal hull cork kent street wells sandwich rugby ghor zone north south east west rose reform mission surprise eureka "
    "many along alert cool best bay lord de la los la paz university normal marina chad jordan georgia turkey".split()
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


def write(name: str, header: str, rows: Iterable[Iterable[str]]) -> None:
    """Write a table with sorted rows."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(sorted(tuple(row) for row in rows))


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file as dictionaries."""
    with path.open(encoding="utf-8", errors="replace", newline="") as handle:
        return list(csv.DictReader(handle))


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
        if code is None or code["ISO3166-1-Alpha-3"] in done or not code["ISO3166-1-Alpha-3"]:
            continue
        iso = code["ISO3166-1-Alpha-3"]
        names = [fact["short"], fact["long"], code["CLDR display name"], code["UNTERM English Short"].removesuffix(" (the)")]
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
    rows: dict[str, str] = {}
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
    return len(key) > 3 and key.isascii() and key not in known and key.split()[0] not in AMBIGUOUS_PLACES and key[0].isalpha()


def write_metonyms(reference: Path) -> None:
    """Write seats of government that stand for the state; seats of organs are aliases in organs.csv."""
    rows = {name: target for name, target in read_rows("metonyms_extra.csv", ("name", "target"))}
    for row in read(reference / "metonyms" / "metonyms.csv"):
        if row["referent_type"] == "government" and row["iso3"] != "INT":
            rows.setdefault(row["metonym"].removeprefix("the "), f"country:{row['iso3']}")
    write("metonyms.csv", "name,target", rows.items())


def write_sectors(reference: Path) -> None:
    """Write nouns for kinds of people and groups with their PLOVER sector, from the Phoenix agents dictionary."""
    codes = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "REB", "OPP", "BUS", "CVL", "EDU", "MED", "REF", "LAB", "CRM", "ELI"}
    mapped = {"AGR": "AGR", "JRN": "JRN", "NGO": "SOC", "HRI": "SOC", "MNC": "BUS", "REL": "REL", "CHR": "REL", "MOS": "REL"}
    mapped |= {"JEW": "REL", "BUD": "REL", "HIN": "REL", "HLH": "MED", "UAF": "UAF", "PTY": "PTY", "ENV": "SOC", "DEV": "SOC"}
    hand = {row[0] for row in read_rows("organs_sectors_extra.csv", ("noun", "sector"))}
    rows: dict[str, str] = {}
    text = (reference / "phoenix_dictionaries" / "Phoenix.agents.txt").read_text(encoding="utf-8", errors="replace")
    for match in re.finditer(r"^([A-Z][^\[\n{#]*?)(?:\{([^}\n]*)\})?\s*\[~?([A-Z]{3})", text, re.MULTILINE):
        sector = match.group(3) if match.group(3) in codes else mapped.get(match.group(3), "")
        for noun in agent_forms(match.group(1), match.group(2)):
            loose = set(noun.split()) & {"a", "an", "the"} or noun.split()[-1:] in (["in"], ["of"], ["to"], ["for"], ["at"], ["on"])
            if sector and noun not in hand and len(noun) > 2 and not loose:
                rows.setdefault(noun, sector)
    write("organs_sectors.csv", "noun,sector", rows.items())


def agent_forms(noun: str, forms: str | None) -> Iterator[str]:
    """Yield an agent's singular and plural look-up keys."""
    if "!" in noun:
        stem = noun.split("!")[0].rstrip("_ ")
        endings = ("man", "men", "woman", "women") if "PERSON" in noun else ("minister", "ministers", "ministry")
        yield from (key_of(f"{stem} {ending}".replace("_", " ")) for ending in endings)
        return
    singular = key_of(noun.replace("_", " "))
    yield singular
    if forms is None:
        yield singular[:-1] + "ies" if singular.endswith("y") and singular[-2:-1] not in "aeou" else singular + "s"
    elif forms.strip():
        yield from (key_of(form.replace("_", " ")) for form in forms.split(","))


# People and offices

_OFFICES: dict[str, tuple[str, int]] = {}


def offices() -> dict[str, tuple[str, int]]:
    """Return office phrases with the office's key and rank; single-state offices only under their own state."""
    if not _OFFICES:
        for office in read_toml("offices.toml")["office"]:
            for phrase in office["words"]:
                _OFFICES.setdefault(key_of(phrase), (office["key"], office["rank"]))
    return _OFFICES


def office_key(title: str, country: str = "") -> str:
    """Return the office that a position's title stands for, "" when it is none of them."""
    key = key_of(title.replace("Vice-President", "Vice President"))
    if key.startswith(("ambassador to ", "high commissioner to ")) and "united nations" not in key:
        return "ambassador"
    if key == "secretary of state" and country != "USA":
        return "minister"
    exact = offices().get(key) or offices().get(key.replace(" for ", " of ")) or offices().get(key.replace("federal ", ""))
    if exact:
        return exact[0]
    return coarse_office(key)


def coarse_office(key: str) -> str:
    """Return the broad office for a title that no phrase names exactly."""
    rules = (
        (r"^(?:deputy|vice|assistant|under|parliamentary) ?(?:secretary|minister|under)", "deputy-minister"),
        (r"^(?:minister|secretary of|federal minister|chief secretary|minister president)\b", "minister"),
        (r"^(?:lieutenant )?governor\b|^head of the .*(?:republic|oblast|krai|okrug)|^prefect|^president of .*region", "governor"),
        (r"^(?:mayor|lord mayor)\b", "mayor"),
        (r"\b(?:judge|justice|prosecutor|solicitor general|constitutional court|supreme court)\b", "judge"),
        (r"\b(?:speaker|senate|parliament|chamber|legislative|assembly|congress)\b", "speaker"),
        (r"\b(?:chief of|naval|air force|army|navy|commander|armed forces|general staff)\b", "military-officer"),
        (r"\bspokes", "spokesperson"),
        (r"^permanent representative|^ambassador", "ambassador"),
        (r"\bpresident of the (?:european)|\bunder secretary general|commissioner", "commissioner"),
        (r"secretary general of the united nations", "secretary-general"),
        (r"^director general", "director-general"),
    )
    return next((office for pattern, office in rules if re.search(pattern, key)), "director")


def write_people(reference: Path, isos: dict[str, str]) -> None:
    """Write persons.csv and holders.csv from all sources, the most exact first."""
    people: dict[str, Person] = {}
    spells: dict[tuple[str, str, str], list[Spell]] = defaultdict(list)
    sources = (from_wikidata(reference, people), from_handmade(reference), from_world(reference, isos), from_factbook(reference, isos))
    for source in sources:
        for name, spell in source:
            add_spell(people, spells, name, spell)
    for name, spell in from_reign(reference, isos, people):
        add_spell(people, spells, name, spell)
    fill_genders(people)
    ids = person_ids(people)
    kept = [spell for group in spells.values() for spell in group]
    rows = [(ids[s.person], s.office, s.country, s.title, s.start, s.end) for s in kept]
    write("holders.csv", "person,office,country,title,start,end", set(rows))
    used = {spell.person for spell in kept}
    write("persons.csv", "id,name,surnames,aliases,gender", (person_row(ids[k], p) for k, p in people.items() if k in used))


def fill_genders(people: dict[str, Person]) -> None:
    """Write persons_given_names.csv and complete genders: by a given name that at least nine in ten bearers share."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for person in people.values():
        if person.gender in ("male", "female"):
            counts[given_name(person)][person.gender == "female"] += 1
    sure = {name: "mf"[f > m] for name, (m, f) in counts.items() if max(m, f) >= 9 * min(m, f) and name.isalpha() and len(name) > 1}
    for person in people.values():
        person.gender = person.gender or sure.get(given_name(person), "")
    write("persons_given_names.csv", "name,gender", (row for row in sure.items() if sum(counts[row[0]]) > 1))


def given_name(person: Person) -> str:
    """Return the look-up key of a person's given name: the first word, or the second where family names come first."""
    parts = key_of(person.name).split()
    second = bool(person.countries & FAMILY_NAME_FIRST) and len(parts) > 1
    return "" if not parts else parts[1] if second else parts[0]


def person_row(ident: str, person: Person) -> tuple[str, ...]:
    """Return a person's row: the surnames by which texts call them, other names, gender (m, f)."""
    extra = sorted(alias for alias in person.aliases if key_of(alias) != key_of(person.name))
    return ident, person.name, "|".join(surnames(person)), "|".join(extra), person.gender[:1]


def surnames(person: Person) -> list[str]:
    """Return look-up keys of the names that stand for a person after Mr., most usual first."""
    words = [word for word in key_of(person.name).split() if word not in SUFFIXES]
    if len(words) < 2:
        return words
    first = bool(person.countries & FAMILY_NAME_FIRST) and len(words) <= 3
    if first:
        found = [words[0]]
        return [*found, words[-1]] if person.countries & GIVEN_NAME_SPOKEN else found
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    found = list(dict.fromkeys([" ".join(words[start:]), words[-1]]))
    if len(words) > 2 and "-" in person.name.split()[-1]:
        found.append(" ".join(words[-2:]))
    return found


def add_spell(people: dict[str, Person], spells: dict[tuple[str, str, str], list[Spell]], name: str, spell: Spell) -> None:
    """Add one term, unless the same person is known in that office at overlapping dates."""
    spell = same_person(people, spells, name, spell)
    group = spells[(spell.country, spell.office, spell.person)]
    if any(overlap(spell, other) for other in group):
        return
    person = people.setdefault(spell.person, Person(name))
    person.countries.add(spell.country)
    person.rank = max(person.rank, next((rank for key, rank in offices().values() if key == spell.office), 30))
    group.append(spell)


def same_person(people: dict[str, Person], spells: dict[tuple[str, str, str], list[Spell]], name: str, spell: Spell) -> Spell:
    """Give a term of someone known by name only to the holder of that office then who bears the surname in some spelling."""
    if not spell.person.startswith("n-"):
        return spell
    mine = {skeleton(word) for word in key_of(name).split() if len(word) > 2}
    offices_alike = LEADING if spell.office in LEADING else {spell.office}
    for (country, office, key), group in spells.items():
        if country == spell.country and office in offices_alike and any(overlap(spell, other) for other in group):
            theirs = {skeleton(word) for surname in surnames(people[key]) for word in surname.split()}
            if mine & theirs:
                return replace(spell, person=key)
    return spell


def overlap(one: Spell, other: Spell) -> bool:
    """Tell whether two terms share time, compared as exactly as both are known; terms that only touch do not."""
    return before(one.start, other.end) and before(other.start, one.end)


def before(start: str, end: str) -> bool:
    """Tell whether `start` lies before `end`; an empty end never comes, equal years or months count as before."""
    width = min(len(start), len(end)) if end else 0
    return start[:width] < end[:width] or (width < len("2000-01-01") and start[:width] == end[:width])


def person_ids(people: dict[str, Person]) -> dict[str, str]:
    """Return ids made of names; of two namesakes the one of higher office takes the plain one."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for key, person in sorted(people.items(), key=lambda item: (-item[1].rank, item[0])):
        plain = "person:" + re.sub(r"[^a-z0-9]+", "-", fold(person.name).replace("'", "")).strip("-")
        ident = plain if plain not in taken else f"{plain}-{person.born[:4] or key.lower()}"
        ids[key] = ident if ident not in taken else f"{plain}-{key.lower()}"
        taken.add(ids[key])
    return ids


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
        office = international_office(row["position"]) if country.startswith("igo:") else office_key(row["position"], country)
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
        country = body if "President of the European" in row["office"] else INTERNATIONAL.get(row["org_or_iso3"], row["org_or_iso3"])
        office = handmade_office(row["office"], country)
        yield row["person"], Spell(known_item(reference, row["person"]), office, country, row["office"], row["start"], row["end"])


def handmade_office(title: str, country: str) -> str:
    """Return the office of a hand-made row; presidents of organisations are no heads of state."""
    if country.startswith("igo:") and title.startswith("President"):
        return "igo-president"
    return office_key(title.split(" (")[0], country)


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
    pattern = re.compile(r"^(President|Prime Minister|King|Chancellor|Emir|Sultan|Queen)(?: of [^(]*?)? ([^(;]+?) \(since (\d+) (\w+) (\d{4})\)")
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


if __name__ == "__main__":
    main()
