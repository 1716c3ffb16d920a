"""Where the gate finds what it reads and leaves what it writes."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
OWN = HERE / "gold"
EXAMPLE = ROOT / "examples" / "ukraine_2022"
SHARED = ROOT.parent / "shared"
"""Sets whose licences keep them out of the repository lie beside it; what is absent is passed over."""
CASES = SHARED / "cases"
CASE, CASE_DAY = "china_embrace_of_russia", "2022-02-26"
"""The real article: the name of its files, and when it was published."""
FLOORS = HERE / "floors.json"
RESULTS = HERE / "results.json"
CALIBRATION = HERE / "calibration.json"
TABLE = ROOT / "src" / "talleyrand" / "codebook" / "data" / "confidence.toml"
MEASURED = ROOT / "src" / "talleyrand" / "codebook" / "data" / "accuracy.json"
"""What the package itself tells of its accuracy."""
DIAGRAM = ROOT / "docs" / "images" / "reliability.svg"
TEMPLATE = HERE / "accuracy.md"
REPORT = ROOT / "docs" / "accuracy.md"
