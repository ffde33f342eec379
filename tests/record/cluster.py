"""A PostgreSQL server of the tests' own: in a temporary folder, reached through a socket in it, gone at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg

HOW_TO_GET_IT = (
    "PostgreSQL is not installed: apt-get install postgresql postgresql-15-postgis-3, and these tests run; "
    "they start a server of their own and touch no other"
)
_OWNER = "holdfast"
_UNPRIVILEGED = ("postgres", "nobody")  # as whom the server runs where the tests run as root, which it refuses
_QUICK = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "80",
}


@dataclass(slots=True)
class Cluster:
    """A running server; each record gets a schema of its own, which is made much faster than a database.

    Attributes:
        folder: Where its socket is.
        has_postgis: Whether the extension is installed.
    """

    folder: Path
    has_postgis: bool
    _schemas: int = field(default=0)

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        """A connection of its owner, each command on its own."""
        return psycopg.connect(host=str(self.folder), user=_OWNER, dbname="postgres", autocommit=True)

    def address(self, *, user: str = _OWNER, schema: str = "", postgis: bool = True) -> str:
        """The address of a new, empty schema, or of one that is there.

        Args:
            user: Who connects.
            schema: The schema; a new one if it is not named.
            postgis: Whether PostGIS is on the search path, where it is there.
        """
        if not schema:
            self._schemas += 1
            schema = f"record{self._schemas}"
            with self.connect() as connection:
                connection.execute(f"CREATE SCHEMA {schema}")
        path = f"{schema},public" if postgis else schema
        options = quote(f"-csearch_path={path}", safe="")
        return f"postgresql://{user}@/postgres?host={quote(str(self.folder), safe='')}&options={options}"


def program(name: str) -> str | None:
    """The path of one of the server's programs, of the newest version that is installed; None if there is none."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: path.parts[-3].zfill(3))
    return shutil.which(name) or (str(versions[-1]) if versions else None)


@contextmanager
def running() -> Iterator[Cluster]:
    """Start a server and stop it at the end; `program("initdb")` must be there."""
    folder = Path(tempfile.mkdtemp(prefix="holdfast-"))
    person = _person() if os.geteuid() == 0 else None
    if person:
        shutil.chown(folder, person)
    data = folder / "data"
    try:
        _run(["initdb", "-D", data, "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--no-sync", *_locale(person)], person)
        settings = {**_QUICK, "unix_socket_directories": folder}
        options = " ".join(f"-c {name}={value or repr('')}" for name, value in settings.items())
        _run(["pg_ctl", "-D", data, "-w", "-s", "-l", folder / "log", "-o", options, "start"], person)
        try:
            yield Cluster(folder, has_postgis=_add_postgis(folder))
        finally:
            _run(["pg_ctl", "-D", data, "-m", "immediate", "-s", "stop"], person)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _locale(person: str | None) -> Sequence[str]:
    """A language with an order of its own, where the server knows one: the record must keep to code points."""
    known = _run(["initdb", "--help"], person)
    return (
        ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en"] if "--icu-locale" in known else ["--locale=C"]
    )


def _add_postgis(folder: Path) -> bool:
    with psycopg.connect(host=str(folder), user=_OWNER, dbname="postgres", autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'").fetchone()
        if known:
            connection.execute("CREATE EXTENSION postgis")
    return known is not None


def _person() -> str:
    """Somebody who is not root."""
    people = {line.split(":")[0] for line in Path("/etc/passwd").read_text().splitlines()}
    return next(name for name in _UNPRIVILEGED if name in people)


def _run(command: Sequence[str | Path], person: str | None) -> str:
    path = program(str(command[0]))
    assert path, f"{command[0]} is not installed beside initdb"
    done = subprocess.run(
        [path, *map(str, command[1:])], user=person, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
