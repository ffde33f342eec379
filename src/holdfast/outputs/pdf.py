"""PDF: a page of Holdfast printed by the Chromium that is on the computer.

A browser prints what was looked at in a browser, with the same fonts, links and breaks. Of the libraries that make PDF
from HTML, WeasyPrint wants Pango from the system too and lays out grids in its own way, and those in pure Python leave
half of the stylesheet out (plans/2026-11-26-brief-as-pdf.md).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from holdfast.errors import OutputError

__all__ = ["as_pdf", "chromium"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS = 120
"""Long enough for a brief of a thousand pages; a browser that hangs is stopped."""
QUIET = (
    "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--no-pdf-header-footer",
)  # fmt: skip


def chromium() -> str | None:
    """Where a Chromium, Chrome or Edge is, None if there is none on the path."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def as_pdf(html: str) -> bytes:
    """A page that needs nothing else, printed by its own print style.

    Args:
        html: The whole page. It is opened from a file, without scripts to run and without a network to ask.

    Raises:
        OutputError: No Chromium is installed, or it could not print.
    """
    browser = chromium()
    if browser is None:
        raise OutputError(
            "A PDF is printed by a Chromium, Chrome or Edge, and none is installed",
            remedy="Install one (apt-get install chromium), or write an .html file and print it from any browser",
        )
    with tempfile.TemporaryDirectory(prefix="holdfast-") as kept:
        page, printed = Path(kept, "page.html"), Path(kept, "page.pdf")
        page.write_text(html, encoding="utf-8")
        # A browser refuses its sandbox to root, and then does not start; the page is our own and holds no script.
        rights = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        command = [
            browser,
            *QUIET,
            *rights,
            f"--user-data-dir={kept}/profile",
            f"--print-to-pdf={printed}",
            page.as_uri(),
        ]
        told = _run(command)
        if not printed.is_file():
            raise OutputError(
                f"{Path(browser).name} did not print the page{f': {told}' if told else ''}",
                remedy="Write an .html file and print it from any browser",
            )
        return printed.read_bytes()


def _run(command: list[str]) -> str:
    """Run a browser; the last line of what it complained of."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"it took longer than {SECONDS} seconds"
    except OSError as error:
        return str(error.strerror)
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines and done.returncode else ""
