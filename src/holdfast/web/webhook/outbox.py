"""The outbox: what was told, what waits to be told again, and what failed; kept in a file beside the record.

The file is one JSON object. It is written anew as a whole and put in the old one's place, so that a crash leaves the
old or the new one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Literal

import msgspec

from holdfast.errors import StoreError
from holdfast.web.webhook.notice import Notice

__all__ = ["Delivery", "Outbox", "as_kept"]

Status = Literal["known", "waiting", "delivered", "failed"]


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One notice on its way.

    Attributes:
        status: `known` was there when the agreement was first watched, and is not told.
        found: The moment at which the desk found the change.
        tries: How often it was sent since it was last put out.
        due: The moment from which it is sent again; None where it is not.
        told: The moment at which it arrived.
        trouble: Why it did not arrive the last time.
    """

    notice: Notice
    status: Status
    found: str
    tries: int = 0
    due: str | None = None
    told: str | None = None
    trouble: str | None = None


class _Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file: the agreements that are watched, and every notice by its id."""

    agreements: tuple[str, ...] = ()
    deliveries: dict[str, Delivery] = msgspec.field(default_factory=dict)


class Outbox:
    """Deliveries in the order in which they were found.

    Args:
        path: The file; made when something is first kept.

    Raises:
        StoreError: The file cannot be read, or is none of ours.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = RLock()
        self._kept = _read(path)
        self.version = 0

    @property
    def watched(self) -> frozenset[str]:
        """The agreements whose changes are told from now on."""
        return frozenset(self._kept.agreements)

    def deliveries(self, status: Status | None = None) -> list[Delivery]:
        """Those of a status, or all."""
        return [one for one in self._kept.deliveries.values() if status in (None, one.status)]

    def watch(self, agreement: str, notices: Iterable[Notice]) -> None:
        """Begin to watch an agreement: the changes that there are already are known, and not told.

        Raises:
            StoreError: The file cannot be written.
        """
        moment = as_kept(datetime.now(UTC))
        known = [Delivery(notice=notice, status="known", found=moment) for notice in notices]
        self._keep(known, agreements=(*self._kept.agreements, agreement))

    def put(self, notices: Iterable[Notice]) -> None:
        """Put out what is not there yet, to be told at once.

        Raises:
            StoreError: The file cannot be written.
        """
        moment = as_kept(datetime.now(UTC))
        fresh = [one for one in notices if one.id not in self._kept.deliveries]
        self._keep(Delivery(notice=one, status="waiting", found=moment, due=moment) for one in fresh)

    def update(self, delivery: Delivery) -> None:
        """Keep a delivery as it is now.

        Raises:
            StoreError: The file cannot be written.
        """
        self._keep([delivery])

    def again(self) -> int:
        """Put out anew what failed; how many those are.

        Raises:
            StoreError: The file cannot be written.
        """
        moment = as_kept(datetime.now(UTC))
        failed = self.deliveries("failed")
        self._keep(msgspec.structs.replace(one, status="waiting", tries=0, due=moment) for one in failed)
        return len(failed)

    def _keep(self, deliveries: Iterable[Delivery], *, agreements: tuple[str, ...] | None = None) -> None:
        with self._lock:
            changed = {one.notice.id: one for one in deliveries}
            if not changed and agreements is None:
                return
            kept = _Kept(
                agreements=self._kept.agreements if agreements is None else agreements,
                deliveries=self._kept.deliveries | changed,
            )
            # In memory first: where the disk refuses, what has arrived is not told again every few seconds.
            self._kept = kept
            self.version += 1
            _write(kept, self._path)


def as_kept(moment: datetime) -> str:
    """A moment as the file has it: to the second."""
    return moment.isoformat(timespec="seconds")


def _read(path: Path) -> _Kept:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Kept)
    except FileNotFoundError:
        return _Kept()
    except OSError as error:
        raise StoreError(
            f"The webhook's file cannot be read: {error.strerror}", where=str(path), remedy="See to its rights"
        ) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise StoreError(
            f"This is no file of the webhook: {error}",
            where=str(path),
            remedy="Name another with HOLDFAST_WEBHOOK_FILE; without it, changes so far count as known",
        ) from error


def _write(kept: _Kept, path: Path) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as stream:
            stream.write(msgspec.json.format(msgspec.json.encode(kept), indent=1))
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StoreError(
            f"What the webhook told cannot be kept: {error.strerror}",
            where=str(path),
            remedy="See to the rights and the space there, or name another file with HOLDFAST_WEBHOOK_FILE",
        ) from error
