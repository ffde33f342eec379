from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from holdfast.outputs.pdf import chromium
from holdfast.pipeline.example import EXAMPLE_AGREEMENTS
from tests.cli.conftest import Command

ROOT = Path(__file__).parent.parent.parent
REDUCTION = EXAMPLE_AGREEMENTS[0]


def test_the_demo_reads_keeps_checks_says_why_writes_the_brief_and_says_what_to_run_next(
    holdfast: Command, tmp_path: Path
) -> None:
    outcome = holdfast("demo", tmp_path / "talks")
    assert (outcome.code, outcome.err) == (0, "")
    assert sorted(path.name for path in (tmp_path / "talks").iterdir() if "db-" not in path.name) == [
        "brief.html", "talks.db",
    ]  # fmt: skip
    for name in EXAMPLE_AGREEMENTS:
        title = holdfast("agreement", "show", name).out.partition(" (")[0]
        assert title in outcome.out
    assert outcome.out.count("Overall: ") == len(EXAMPLE_AGREEMENTS) >= 2
    assert "Next:\n    holdfast serve" in outcome.out
    assert "<html" in (tmp_path / "talks" / "brief.html").read_text(encoding="utf-8")


def test_the_demo_twice_changes_nothing_and_says_the_same(holdfast: Command, tmp_path: Path) -> None:
    first, again = holdfast("demo", tmp_path), holdfast("demo", tmp_path)
    assert again.code == 0
    assert "0 new documents, 0 new statements" in again.out
    kept_first, kept_again = (outcome.out.splitlines()[1] for outcome in (first, again))
    assert first.out.replace(kept_first, "") == again.out.replace(kept_again, "")


def test_what_the_demo_says_to_run_next_runs(holdfast: Command, tmp_path: Path) -> None:
    outcome = holdfast("demo", tmp_path)
    next_steps = [line.split()[1:] for line in outcome.out.partition("Next:")[2].splitlines() if "holdfast" in line]
    runnable = [words for words in next_steps if words[0] in {"check", "show"}]
    assert len(runnable) == 3
    assert [holdfast(*words).code for words in runnable] == [0, 0, 0]


@pytest.mark.model
def test_the_demo_runs_with_the_shipped_reader(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "holdfast", "demo", str(tmp_path / "demo")],
        capture_output=True, text=True, timeout=900, check=False, env={"PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Overall: ") == len(EXAMPLE_AGREEMENTS)
    assert (tmp_path / "demo" / "brief.html").is_file()


def test_a_brief_is_written_for_the_agreements_asked_for(holdfast: Command, talks: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    outcome = holdfast("brief", "--in", talks, "--agreement", REDUCTION, "--title", "Two strikes", "-o", target)
    assert (outcome.code, outcome.out) == (0, "")
    page = target.read_text(encoding="utf-8")
    assert "Two strikes" in page
    assert "A strike on Mykolaiv killed 7" in page
    shown = holdfast("brief", "--in", talks, "--agreement", REDUCTION, "--title", "Two strikes", "-o", "-").out
    assert shown == page


def test_a_brief_carries_a_plot_of_each_area_and_a_map(holdfast: Command, talks: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    later.write_text("Shelling of Kyiv was reported on 2022-03-30.\n", encoding="utf-8")
    assert holdfast("add", later, "--in", talks, "--outlet", "Dale Courier", "--published", "2022-03-30").code == 0
    outcome = holdfast("brief", "--in", talks, "--agreement", REDUCTION, "-o", "-")
    assert (outcome.code, outcome.err) == (0, "")
    assert re.findall(r'<h3 id="s\d">(.*?)</h3>', outcome.out) == [
        "Attacks by day, kyiv-direction", "Attacks by day, chernihiv-direction",
    ]  # fmt: skip
    assert outcome.out.count("<svg viewBox=") >= 2
    assert '<title id="map-title">Map of events by place</title>' in outcome.out
    assert "Natural Earth" in outcome.out
    alone = holdfast("brief", "--in", talks, "--agreement", "ua-1994-12-budapest-memorandum", "-o", "-").out
    assert "by day, " not in alone


@pytest.mark.browser
@pytest.mark.skipif(chromium() is None, reason="no Chromium is installed (apt-get install chromium)")
def test_a_brief_as_pdf_carries_the_same_pictures(holdfast: Command, talks: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.pdf"
    assert holdfast("brief", "--in", talks, "--agreement", REDUCTION, "-o", target).code == 0
    page = holdfast("brief", "--in", talks, "--agreement", REDUCTION, "-o", "-").out
    figures = page.count("<svg ") + page.count("<figure ")
    assert page.count("<svg ") > 0
    assert page.count("<svg ") <= target.read_bytes().count(b"/S /Figure") <= figures


def test_a_brief_as_pdf_without_a_browser_says_what_to_install_and_writes_no_file(
    holdfast: Command, talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    outcome = holdfast("brief", "--in", talks, "-o", tmp_path / "brief.pdf")
    assert outcome.code == 1
    assert "apt-get install chromium" in outcome.err
    assert not (tmp_path / "brief.pdf").exists()


def test_a_brief_since_a_day_leaves_out_what_happened_before(holdfast: Command, talks: Path) -> None:
    def printed(*options: str) -> int:
        outcome = holdfast("brief", "--in", talks, "--on", "2022-04-02", "-o", "-", *options)
        assert outcome.code == 0, outcome.err
        found = re.search(r"(\d+) are printed", outcome.out)
        assert found
        return int(found[1])

    assert printed() > printed("--since", "2022-04-01")


def test_a_brief_on_an_agreement_that_is_not_there_writes_no_file(
    holdfast: Command, talks: Path, tmp_path: Path
) -> None:
    outcome = holdfast("brief", "--in", talks, "--agreement", "minsk", "-o", tmp_path / "brief.html")
    assert outcome.code == 1
    assert "minsk" in outcome.err
    assert not (tmp_path / "brief.html").exists()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _fetched(address: str) -> bytes:
    """What the desk answers, once it listens; a machine with much else to do takes its time."""
    last = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                content: bytes = answer.read()
                return content
        except OSError:
            if time.monotonic() > last:
                raise
            time.sleep(0.1)


def test_the_desk_is_served_until_ctrl_c(talks: Path) -> None:
    port = _free_port()
    command = [sys.executable, "-m", "holdfast", "serve", str(talks), "--port", str(port)]
    environment = {"PATH": os.environ["PATH"]}
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment) as process:
        try:
            assert b"<html" in _fetched(f"http://127.0.0.1:{port}/")
            assert b"openapi" in _fetched(f"http://127.0.0.1:{port}/api/docs").lower()
        finally:
            process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        told = process.stderr.read().decode()
        assert process.wait(timeout=30) == 0
    assert told.splitlines() == [
        f"The desk on {talks}: http://127.0.0.1:{port}/ (Ctrl-C stops it)", "The desk is closed",
    ]  # fmt: skip


def test_a_port_that_is_taken_is_told(holdfast: Command, talks: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        outcome = holdfast("serve", talks, "--port", str(port))
    assert outcome.code == 2
    assert f"Port {port} is taken" in outcome.err
