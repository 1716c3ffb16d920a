"""Bad input: one clear line for each (what, where, what to do), and the other inputs are read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from making import add, snapshot
from talleyrand.ledger import open_ledger

GOOD = "China called Russia on Friday."

BAD = {
    "empty.txt": (b"", "empty"),
    "binary.txt": (bytes(range(256)) * 20, "binary"),
    "latin.txt": ("Ça a été décidé à Genève.".encode("latin-1") * 5, "UTF-8"),
    "list.json": (b'[{"text": "x"', "JSON"),
    "picture.png": (b"\x89PNG", "unknown kind"),
}

BLANK = b"<html><head><title>x</title></head><body><script>1</script></body></html>"


@pytest.mark.parametrize("name", BAD)
def test_one_bad_file_is_told_in_one_line_and_the_others_are_read(talleyrand, tmp_path, name):
    content, told = BAD[name]
    folder = tmp_path / "inputs"
    folder.mkdir()
    (folder / name).write_bytes(content)
    (folder / "good.txt").write_text(GOOD)
    done = talleyrand("read", "inputs")
    assert done.exit_code == 1
    (line,) = [line for line in done.stderr.splitlines() if name in line]
    assert line.startswith(f"talleyrand: inputs/{name}: ")
    assert told in line
    assert json.loads(done.stdout)["documents"] == 1


@pytest.mark.parametrize("name", BAD)
def test_nothing_but_a_bad_file_ends_with_3(talleyrand, tmp_path, name):
    (tmp_path / name).write_bytes(BAD[name][0])
    assert talleyrand("read", name).exit_code == 3


def test_a_page_without_an_article_is_counted_among_others_and_told_where_it_alone_was_asked_for(talleyrand, tmp_path):
    (tmp_path / "menu.html").write_bytes(BLANK)
    (tmp_path / "good.txt").write_text(GOOD)
    done = talleyrand("read", "menu.html", "good.txt")
    assert done.exit_code == 0
    assert "1 passed over: 1 page without article text" in done.stderr
    assert json.loads(done.stdout)["without_article"] == 1
    done = talleyrand("read", "menu.html")
    assert done.exit_code == 3
    assert "menu.html: no article text was found in the page (save the article as text)" in done.stderr


def test_a_broken_line_is_told_by_its_number_and_the_others_are_read(talleyrand, tmp_path):
    good = json.dumps({"text": GOOD})
    (tmp_path / "a.jsonl").write_text(f'{good}\n{{"text": \n{json.dumps({"text": "France called China."})}\n')
    done = talleyrand("read", "a.jsonl")
    assert done.exit_code == 1
    assert "a.jsonl:2: broken JSON" in done.stderr
    assert json.loads(done.stdout)["documents"] == 2


def test_a_missing_path_is_told_and_the_others_are_read(talleyrand, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    done = talleyrand("read", "none.txt", "a.txt")
    assert done.exit_code == 1
    assert "talleyrand: none.txt: no such file or folder (check the path)" in done.stderr.splitlines()
    assert talleyrand("read", "none.txt").exit_code == 3


def test_unbalanced_quotation_marks_are_read(talleyrand, tmp_path):
    (tmp_path / "a.txt").write_text("“China called Russia, he said. ‘It was late.\n\nFrance called China.”")
    done = talleyrand("read", "a.txt")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["act"] == 2


def test_a_line_too_long_to_parse_is_refused(talleyrand, tmp_path, monkeypatch):
    monkeypatch.setattr("talleyrand.pipeline.jobs.MAX_CHARACTERS", 1000)
    (tmp_path / "long.txt").write_text("word " * 1000)
    (tmp_path / "a.txt").write_text(GOOD)
    done = talleyrand("read", "long.txt", "a.txt")
    assert done.exit_code == 1
    assert "long.txt: the text has 5,000 characters, more than 1,000 (split it into documents)" in done.stderr


@pytest.mark.parametrize("date", ["yesterday", "2022-13-01", "2022-02-30", ""])
def test_a_date_that_is_none_is_a_matter_of_usage(talleyrand, tmp_path, date):
    (tmp_path / "a.txt").write_text(GOOD)
    done = talleyrand("read", "a.txt", "--date", date)
    assert done.exit_code == 2
    assert "YYYY-MM-DD" in done.stderr


@pytest.mark.parametrize(
    "option", [("--engine", "cluster"), ("--workers", "0"), ("--workers", "many"), ("--speed", "3")]
)
def test_an_option_that_is_none_is_a_matter_of_usage(talleyrand, option):
    assert talleyrand("read", "a.txt", *option).exit_code == 2


def test_an_unknown_date_is_told_with_how_to_give_it(talleyrand, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    assert "--date YYYY-MM-DD" in talleyrand("read", "a.txt").stderr


def test_a_ledger_in_a_missing_folder_is_told(talleyrand, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD)
    done = talleyrand("read", "a.txt", "--ledger", "none/x.db")
    assert done.exit_code == 3
    assert done.stderr.startswith("talleyrand: none/x.db: unable to open")


def test_a_file_that_is_no_ledger_is_told(talleyrand, tmp_path):
    (tmp_path / "a.txt").write_text(GOOD * 200)
    done = talleyrand("show", "CHN", "--ledger", "a.txt")
    assert done.exit_code == 3
    assert "not a database" in done.stderr


FAKE = """
import resource, signal, sys
sys.path.insert(0, sys.argv.pop(1))
from making import FakeCoder, give_up_privileges
import talleyrand.pipeline.jobs
talleyrand.pipeline.jobs.engine_coder = lambda *_: FakeCoder
from talleyrand.cli.main import main
"""
UNPRIVILEGED = f"{FAKE}give_up_privileges()\nmain()\n"
ON_A_SMALL_DISK = f"""{FAKE}
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))
main()
"""
TESTS = Path(__file__).parents[1]


def run_program(program, folder, *arguments):
    line = [sys.executable, "-c", program, TESTS, *arguments]
    return subprocess.run(line, capture_output=True, text=True, check=False, cwd=folder)


def test_a_ledger_that_may_not_be_written_is_told(talleyrand, tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD)
    (folder / "b.txt").write_text("France called China.")
    ledger = folder / "talleyrand.db"
    assert talleyrand("read", folder / "a.txt", "--ledger", ledger).exit_code == 0
    ledger.chmod(0o444)
    folder.chmod(0o555)
    done = run_program(UNPRIVILEGED, folder, "read", "b.txt")
    folder.chmod(0o755)
    assert done.returncode == 3, done.stderr
    (line,) = done.stderr.splitlines()
    assert "readonly" in line
    assert "--ledger" in line


def test_copies_of_a_ledger_that_may_not_be_written_tell_what_is_missing(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    with open_ledger(folder / "talleyrand.db") as ledger:
        add(ledger, snapshot("France called China."))
    (folder / "talleyrand.db").chmod(0o444)
    folder.chmod(0o555)
    done = run_program(UNPRIVILEGED, folder, "copies", "--format", "csv")
    folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("story,document")
    assert "1 document missing below" in done.stderr.splitlines()[-1]


def test_a_full_disk_is_told_and_what_was_entered_is_kept(tmp_path):
    text = "".join(f"China called Russia on the day {number} of the war.\n" for number in range(150))
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(f"{number}\n{text}")
    done = run_program(ON_A_SMALL_DISK, tmp_path, "read", ".")
    assert done.returncode == 1, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("talleyrand: ")]
    assert "talleyrand.db" in line
    assert "what was entered" in line
    with open_ledger(tmp_path / "talleyrand.db", read_only=True) as ledger:
        assert 0 < ledger.counts()["documents"] < 30
        assert list(ledger.verify()) == []


@pytest.mark.parametrize("address", ["s3://bucket/crawl/", "https://example.org/news.html"])
def test_an_address_is_told_what_a_ledger_reads(talleyrand, address):
    done = talleyrand("read", address)
    assert done.exit_code == 3
    told = f"{address.rstrip('/')}: a ledger reads files and folders, no addresses (give --output FOLDER"
    assert told in done.stderr
