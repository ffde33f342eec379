"""The verbs and their one-line help, and the answers that need no parser."""

from __future__ import annotations

from collections.abc import Sequence

from holdfast import __version__

__all__ = ["ABOUT", "CLOSING", "VERBS", "quick_answer"]

ABOUT = "What was promised, what was reported, and who says so: clause by clause, day by day."

VERBS = {
    "demo": "Run the main job on the shipped example: read, keep, check, say why, write the brief.",
    "read": "Read documents; statements come out as JSON lines.",
    "add": "Read documents and keep them with their statements in a record.",
    "reread": "Read documents of a record again with a newer reader; the old reading stays.",
    "load": "Keep statements that were made elsewhere, from JSON lines.",
    "check": "Check an agreement against a record, clause by clause, and say why.",
    "show": "Look into a record: its statements, events or documents.",
    "brief": "Write a brief in which every sentence cites its support.",
    "serve": "Open the desk on a record: dashboard in the browser, JSON API at /api.",
    "import": "Bring in an event dataset that somebody else coded.",
    "export": "Write a record in another format.",
    "forget": "Take documents out of a record for good, leaving a tombstone.",
    "draft": "Propose an agreement's folder from the promises and offers of a text.",
    "agreement": "Lint, show, test or compare an agreement as code.",
}
"""Each verb with its help, in the order of use; the file of a verb is `cli/<verb>.py`."""

CLOSING = """Example:
    holdfast demo
    holdfast read news.html --published 2022-03-29 | head
    holdfast add news/ --in talks.db && holdfast check ru-2022-03-29-reduction --in talks.db --why

Exit codes: 0 fine, 1 a problem in the input (what was good is kept), 2 wrong use.
Help on one verb: holdfast VERB --help. Settings and all options: docs/commands.md."""

_OPTIONS = {
    "--install-completion": "Teach your shell (bash, zsh, fish, PowerShell) to complete the commands.",
    "--help, -h": "Show this.",
    "--version": "Show the version.",
}


def quick_answer(arguments: Sequence[str]) -> str | None:
    """The answer to a bare `holdfast`, `--help` or `--version`, which people ask for most; None for anything else."""
    match list(arguments):
        case [] | ["--help"] | ["-h"]:
            return _help()
        case ["--version"]:
            return f"holdfast {__version__}"
    return None


def _help() -> str:
    lines = ["Usage: holdfast VERB ...", "", ABOUT, "", "Verbs:"]
    lines += [f"  {verb:<12}{line}" for verb, line in VERBS.items()]
    lines += ["", "Options:"]
    lines += [f"  {option:<22}{line}" for option, line in _OPTIONS.items()]
    return "\n".join([*lines, "", CLOSING])
