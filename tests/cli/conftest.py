"""Commands run in an empty folder, with a coder that needs no engine."""

import pytest
from typer.testing import CliRunner

from making import FakeCoder
from talleyrand.cli.main import app


@pytest.fixture
def talleyrand(tmp_path, monkeypatch):
    """Run a command; the result has `exit_code`, `stdout` and `stderr`."""
    monkeypatch.chdir(tmp_path)
    for name in ("LEDGER", "WORKERS", "ENGINE_MODEL", "OUTLET", "RELEVANCE"):
        monkeypatch.delenv(f"TALLEYRAND_{name}", raising=False)
    monkeypatch.setattr("talleyrand.pipeline.jobs.engine_coder", lambda *_: FakeCoder)
    monkeypatch.setattr("talleyrand.pipeline.views.resolve", lambda _: None)
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def asked(talleyrand, tmp_path, request):
    """Run a command in a folder with a ledger of one document, the test module's TEXT."""
    (tmp_path / "a.txt").write_text(request.module.TEXT)
    assert talleyrand("read", "a.txt", "--date", "2022-02-26").exit_code == 0
    return talleyrand
