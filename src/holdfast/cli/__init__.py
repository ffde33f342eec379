"""The command line: `holdfast VERB ...`, one file per verb, each a filter over JSON lines.

Exit codes: 0 fine; 1 a problem was found in the input (what was good in it is kept); 2 wrong use; 130 stopped by
Ctrl-C; 141 the reader of the output went away; 70 a mistake in Holdfast itself, with its traceback.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

from holdfast import __version__
from holdfast.cli.surroundings import Surroundings, as_message, exit_code_of, system
from holdfast.cli.verbs import quick_answer
from holdfast.errors import HoldfastError, OutputError

__all__ = ["leave", "main", "run"]

STOPPED = 130  # 128 + SIGINT, as shells expect
NOBODY_LISTENS = 141  # 128 + SIGPIPE, as shells expect
MISTAKE_OF_OURS = 70  # EX_SOFTWARE of sysexits.h

# What the system says of a file or disk, and what its user can do about it; anything else is a mistake of ours.
_REMEDIES = {
    errno.ENOSPC: "Make room on the disk and run the command again; what was kept before is safe",
    errno.EDQUOT: "Make room in your quota and run the command again; what was kept before is safe",
    errno.EFBIG: "Allow larger files (ulimit -f) and run the command again; what was kept before is safe",
    errno.EROFS: "Choose a place that can be written",
    errno.EACCES: "Ask for the right to use it, or choose another place",
    errno.EPERM: "Ask for the right to use it, or choose another place",
    errno.ENOENT: "Check the name",
    errno.EISDIR: "Give a file here, not a folder",
    errno.ENOTDIR: "Check the name: a part of the path is a file",
    errno.ENAMETOOLONG: "Choose a shorter name",
}


def main() -> None:
    """Run the command of this process and leave with its exit code."""
    leave(run(sys.argv[1:], around=system()))


def leave(code: int) -> NoReturn:
    """End the process with that exit code, letting go of a stdout that nobody takes any more."""
    try:
        sys.stdout.flush()
    except OSError:
        # Python would try again at exit, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def run(arguments: Sequence[str], *, around: Surroundings) -> int:
    """Run one command in the given surroundings.

    Args:
        arguments: What stands after `holdfast` on the command line.
        around: Streams, environment and readers.

    Returns:
        The exit code, see the module's docstring.
    """
    try:
        code = _answer(arguments, around)
        around.stdout.flush()
    except HoldfastError as error:
        around.say(as_message(error))
        return exit_code_of(error)
    except KeyboardInterrupt:
        around.say("holdfast: stopped by Ctrl-C. What was finished is kept; run the same command again to go on")
        return STOPPED
    except BrokenPipeError:
        return NOBODY_LISTENS
    except OSError as error:
        return _told(error, around)
    except Exception:  # noqa: BLE001  the outermost edge: the traceback is shown, with what to do about it
        return _mistake(around)
    return code


def _answer(arguments: Sequence[str], around: Surroundings) -> int:
    answer = quick_answer(arguments)
    if answer is not None:
        around.write(answer)
        return 0
    # The parser takes 0.3 s to load, which the answers above do without.
    from holdfast.cli.app import call

    return call(arguments, around)


def _told(error: OSError, around: Surroundings) -> int:
    remedy = _REMEDIES.get(error.errno or 0)
    if remedy is None:
        return _mistake(around)
    where = str(error.filename) if error.filename else None
    around.say(as_message(OutputError(error.strerror or "The system refused", where=where, remedy=remedy)))
    return 1


def _mistake(around: Surroundings) -> int:
    around.say(traceback.format_exc().rstrip())
    around.say(
        f"holdfast: this is a mistake in Holdfast {__version__}, not in your input. "
        "Please report it with the lines above and the command (CONTRIBUTING.md says where)"
    )
    return MISTAKE_OF_OURS
