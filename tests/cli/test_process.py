"""Commands as real processes: pipes that close, Ctrl-C, full disks, start-up."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from holdfast import __version__
from holdfast.pipeline.units import ITEMS_IN_A_UNIT
from holdfast.record import open_store

ROOT = Path(__file__).parent.parent.parent
FAKE = [sys.executable, "-m", "tests.cli.fake_holdfast"]
REAL = [sys.executable, "-m", "holdfast"]


def _environment(**more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **more}


def _run(
    command: list[str], *arguments: str | Path, stdin: bytes = b"", limited: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*command, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=_environment(),
        preexec_fn=limited,
        timeout=60,
        check=False,
    )


def _news(folder: Path, number: int) -> Path:
    news = folder / "news"
    news.mkdir()
    for page in range(number):
        (news / f"{page:03}.txt").write_text(f"A strike on Kyiv killed {page} people.", encoding="utf-8")
    return news


def _documents_in(record: Path) -> int:
    store = open_store(record)
    try:
        return len(list(store.view().documents()))
    finally:
        store.close()


def test_the_version_is_told() -> None:
    done = _run(REAL, "--version")
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"holdfast {__version__}")


def test_help_starts_in_half_a_second() -> None:
    def processor_time() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    # Seconds of the processor and not of the clock, since others may be using it.
    before = processor_time()
    assert _run(REAL, "--help").returncode == 0
    assert processor_time() - before <= 0.5


@pytest.mark.parametrize("arguments", [["--help"], ["show", "--help"], ["read", "--help"]], ids=" ".join)
def test_help_loads_nothing_that_the_verb_does_not_need(arguments: list[str]) -> None:
    heavy = ("onnxruntime", "sqlalchemy", "scipy", "fastapi", "dateparser")
    program = (
        "import sys, io; from holdfast.cli import run; from holdfast.cli.surroundings import system;"
        f"code = run({arguments!r}, around=system());"
        f"sys.stderr.write(repr([name for name in {heavy!r} if name in sys.modules])); sys.exit(code)"
    )
    done = _run([sys.executable, "-c", program])
    assert (done.returncode, done.stderr.decode()) == (0, "[]")


def test_a_pipe_that_closes_is_no_trouble(tmp_path: Path) -> None:
    news = _news(tmp_path, 40)
    command = f'"{sys.executable}" -m tests.cli.fake_holdfast read "{news}" | head -1; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", command], capture_output=True, env=_environment(), timeout=60, check=False)
    line, code = done.stdout.decode().splitlines()
    assert line.startswith("{")
    assert done.stderr == b""
    # Who wrote all before the pipe closed has met no trouble at all.
    assert code in {"141", "0"}


def test_ctrl_c_in_the_middle_is_told_in_one_line_and_leaves_whole_units(tmp_path: Path) -> None:
    news, record = _news(tmp_path, 2 * ITEMS_IN_A_UNIT), tmp_path / "talks.db"
    command = [*FAKE, "add", str(news), "--in", str(record)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=_environment(SLOW="0.05")) as process:
        assert process.stderr is not None
        for _ in range(ITEMS_IN_A_UNIT + 4):
            assert process.stderr.readline() == b"reading\n"
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read().decode().replace("reading\n", "")
        assert process.wait(timeout=30) == 130
    assert rest.startswith("holdfast: stopped by Ctrl-C")
    assert len(rest.splitlines()) == 1
    assert _documents_in(record) == ITEMS_IN_A_UNIT
    assert _run(FAKE, "add", news, "--in", record).returncode == 0
    assert _documents_in(record) == 2 * ITEMS_IN_A_UNIT


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the full device is Linux's")
def test_a_full_disk_under_standard_output_is_told(tmp_path: Path) -> None:
    news = _news(tmp_path, 3)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*FAKE, "read", str(news)], stdout=full, stderr=subprocess.PIPE, env=_environment(), check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("holdfast: No space left on device. Make room")
    assert len(done.stderr.decode().splitlines()) == 1


def _little_room() -> None:
    """Let this process write no file longer than 200 kB, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


def test_a_full_disk_under_the_record_is_told_and_the_record_stays_whole(tmp_path: Path) -> None:
    news, record = _news(tmp_path, 3), tmp_path / "talks.db"
    assert _run(FAKE, "add", news, "--in", record).returncode == 0
    long = tmp_path / "long.txt"
    long.write_text("A strike on Kyiv killed 3 people. " * 6_000, encoding="utf-8")
    done = _run(FAKE, "add", long, "--in", record, limited=_little_room)
    message = done.stderr.decode()
    assert done.returncode == 1
    assert message.startswith("holdfast: ")
    assert "Traceback" not in message
    assert _documents_in(record) == 3
    assert _run(FAKE, "add", long, "--in", record).returncode == 0
    assert _documents_in(record) == 4


def test_a_full_disk_under_a_result_leaves_the_old_result_and_nothing_half_written(tmp_path: Path) -> None:
    news, record, result = _news(tmp_path, 1), tmp_path / "talks.db", tmp_path / "talks.jsonl"
    (news / "long.txt").write_text("A strike on Kyiv killed 3 people. " * 6_000, encoding="utf-8")
    assert _run(FAKE, "add", news, "--in", record).returncode == 0
    result.write_text("the old one", encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    done = _run(FAKE, "export", "jsonl", "--in", record, "-o", result, limited=_little_room)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("holdfast: ")
    assert result.read_text(encoding="utf-8") == "the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_mistake_of_ours_keeps_its_traceback_and_says_what_to_do() -> None:
    program = (
        "import sys; from dataclasses import replace; from holdfast.cli import run;"
        "from holdfast.cli.surroundings import system;"
        "around = replace(system(), open_reader=lambda name, threads: 1 / 0);"
        "sys.exit(run(['read', '-'], around=around))"
    )
    done = _run([sys.executable, "-c", program], stdin=b"A strike.")
    message = done.stderr.decode()
    assert done.returncode == 70
    assert "Traceback" in message
    assert "ZeroDivisionError" in message
    assert "report" in message.splitlines()[-1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_be_taught_to_complete(shell: str) -> None:
    from holdfast.cli.app import app
    from holdfast.cli.verbs import VERBS

    script = app.generate_completion(shell=shell)  # type: ignore[arg-type]
    assert [verb for verb in VERBS if verb not in script] == []
    assert "known-by" in script
