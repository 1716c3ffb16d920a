"""The formats of event data that others publish and read: their columns, codes and words for what is unknown.

POLECAT: the 40 columns of the weekly and yearly files at Harvard Dataverse (doi:10.7910/DVN/AJGVIT), as their header
has them and as programs that read those files name them (the reader of the temporal knowledge graph benchmark
tkgl-polecat has them all in order). Some releases call `Intensity` `Event Intensity`, and add
`Headline`, `Event Text`, `Feed` and `Story ID`. Lists are joined with `; `, what is unknown is `None`.

GDELT 2.0: the 61 columns of the files `*.export.CSV`, which have no header (GDELT Event Codebook 2.0, 2015).

PLOVER: JSON lines with the fields of the chapter "Data Fields" of the PLOVER manual (draft 2.0).
"""

from __future__ import annotations

from talleyrand.model.records import Factuality

POLECAT_COLUMNS = tuple(
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|"
    "Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"
    "Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
    "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version".split("|")
)
UNKNOWN = "None"
"""What POLECAT writes for what is not known."""
JOINT = "; "
"""What stands between the members of a list in one cell."""

_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
GDELT_COLUMNS = (
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR.split()),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{place}Geo_{name}" for place in ("Actor1", "Actor2", "Action") for name in _GEO.split()),
    *"DATEADDED SOURCEURL".split(),
)

QUAD_NUMBERS = {
    "verbal cooperation": 1,
    "material cooperation": 2,
    "verbal conflict": 3,
    "material conflict": 4,
}

AUXILIARY_MODES: dict[Factuality, str] = {
    "negated": "negation",
    "refused": "negation",
    "planned": "future",
    "called-for": "hypothetical",
    "possible": "hypothetical",
}
"""PLOVER's auxiliary modes, which flag what did not happen; no published coder fills them."""
