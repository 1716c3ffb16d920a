"""The page in a real browser: no errors on the console, and an address with a record opens its evidence."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import fixtures
import pytest
from lxml import html

from talleyrand.present.dossier import render_dossier
from talleyrand.present.views import build_dossier

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine")
SLOW_MACHINE = 240


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "dossier.html"
    path.write_text(render_dossier(build_dossier(fixtures.entries(), fixtures.CHINA)), "utf-8")
    return path


def _open(address: str, profile: Path) -> tuple[str, str]:
    assert BROWSER is not None
    command = [
        BROWSER,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        f"--user-data-dir={profile}",
        "--enable-logging=stderr",
        "--dump-dom",
        address,
    ]
    done = subprocess.run(command, capture_output=True, timeout=SLOW_MACHINE, check=True)
    return done.stdout.decode(), done.stderr.decode()


def test_an_address_with_a_record_opens_its_sentence_in_context(page: Path, tmp_path: Path) -> None:
    record = next(record for record, _ in fixtures.entries() if record.id.startswith("a03"))
    dom, log = _open(f"{page.as_uri()}#r-{record.id}", tmp_path)
    assert not re.findall(r"CONSOLE.*", log)
    tree = html.document_fromstring(dom)
    (panel,) = tree.xpath("//dialog[@open]")
    assert [mark.text_content() for mark in panel.xpath(".//mark[@class='on']")] == [record.evidence.text]
    assert "The two men spoke by phone" in panel.text_content()
    assert panel.xpath(f".//li[@data-card='{record.id}']")
    assert not tree.xpath("//div[@id='filters'][@hidden]")
