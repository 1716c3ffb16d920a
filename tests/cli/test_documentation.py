"""Every command has help with an example, and the documentation has that help word for word."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from talleyrand.cli.main import COMMANDS, app, command_name

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"
NAMES = [command_name(command) for command, _ in COMMANDS]


@pytest.fixture(autouse=True)
def narrow(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


def help_of(*command):
    done = CliRunner().invoke(app, [*command, "--help"], prog_name="talleyrand")
    assert done.exit_code == 0
    return done.stdout.strip()


def documented():
    """The help of each command as the documentation has it."""
    blocks = re.findall(r"```text\n(Usage: talleyrand(?: ([\w-]+))? .*?)\n```", DOCS.read_text("utf-8"), re.DOTALL)
    return {name: text for text, name in blocks}


@pytest.mark.parametrize("name", NAMES)
def test_the_documentation_has_the_help_of_every_command(name):
    assert documented()[name] == help_of(name)


def test_the_documentation_has_the_list_of_commands_and_no_others():
    assert documented()[""] == help_of()
    assert set(documented()) == {"", *NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_the_help_ends_with_an_example_of_the_command(name):
    assert f"Example: talleyrand {name}" in re.sub(r"\s+", " ", help_of(name))
