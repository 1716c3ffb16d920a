"""Write the help of every command into its block of `docs/commands.md`; a command without one gets a section.

Run as `python -m tools.command_help`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from typer.testing import CliRunner

from talleyrand.cli.main import COMMANDS, app, command_name

DOCS = Path(__file__).parents[1] / "docs" / "commands.md"
_BLOCK = re.compile(r"```text\n(Usage: talleyrand(?: ([\w-]+))? .*?)\n```", re.DOTALL)


def main() -> None:
    """Renew every block, in the width that a terminal of eighty columns has."""
    os.environ["COLUMNS"] = "80"
    text = _BLOCK.sub(lambda block: f"```text\n{_help(block[2])}\n```", DOCS.read_text("utf-8"))
    documented = {block[2] for block in _BLOCK.finditer(text)}
    for command, _ in COMMANDS:
        name = command_name(command)
        if name not in documented:
            text += f"\n## {name}\n\n```text\n{_help(name)}\n```\n"
    DOCS.write_text(text, "utf-8")


def _help(name: str | None) -> str:
    arguments = [name, "--help"] if name else ["--help"]
    return CliRunner().invoke(app, arguments, prog_name="talleyrand").stdout.strip()


if __name__ == "__main__":
    main()
