"""The courier: watches the record, puts out what changed, and takes it to the hook until it arrives or is given up."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Hashable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import httpx2 as httpx
import msgspec

from holdfast import __version__
from holdfast.errors import HoldfastError, WrongUse
from holdfast.settings import Settings
from holdfast.web.changes import verdict_changes
from holdfast.web.desk import Desk
from holdfast.web.webhook.hook import Hook, Unreachable, hook_of
from holdfast.web.webhook.notice import Notice, body_of, notice_of, signature
from holdfast.web.webhook.outbox import Delivery, Outbox, as_kept

__all__ = ["Courier", "WebhookState", "courier_of"]

_LOG = logging.getLogger(__name__)
_PAUSE = 15.0
"""Seconds between two looks at the record: soon enough for a reader, and seldom enough to cost nothing."""
_TRIES = 8
_FIRST_WAIT, _LONGEST_WAIT = 30.0, 6 * 3600.0
"""Seconds before the second try and at most; each wait is four times the one before, fifteen hours in all."""
_TIMEOUT = 10.0


class WebhookState(msgspec.Struct, frozen=True, kw_only=True):
    """What a webhook was told, and what it was not.

    Attributes:
        host: Whom the desk tells; the rest of the address may be a secret.
        delivered: How many notices have arrived.
        last: When the last one did.
        waiting: What is on its way.
        failed: What was given up.
        trouble: Why changes are not looked for at present; None where they are.
    """

    host: str
    delivered: int
    last: str | None
    waiting: tuple[Delivery, ...]
    failed: tuple[Delivery, ...]
    trouble: str | None


class Courier:
    """Takes notices of changes from a desk to a hook.

    Args:
        desk: Whose verdicts are watched.
        hook: Where changes are told.
        outbox: What was told and what was not.
        now: The moment, UTC.
    """

    def __init__(
        self, desk: Desk, *, hook: Hook, outbox: Outbox, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._desk, self._hook, self._now = desk, hook, now
        self.outbox = outbox
        self._trouble: str | None = None
        self._seen: Hashable = None
        self._looked_at: Hashable = None

    @property
    def version(self) -> Hashable:
        """A mark of all that `state` tells."""
        return self.outbox.version, self._trouble

    def state(self) -> WebhookState:
        """What was told and what was not."""
        told = self.outbox.deliveries("delivered")
        return WebhookState(
            host=self._hook.host,
            delivered=len(told),
            last=max((one.told for one in told if one.told), default=None),
            waiting=tuple(self.outbox.deliveries("waiting")),
            failed=tuple(self.outbox.deliveries("failed")),
            trouble=self._trouble,
        )

    def run(self, stop: Event) -> None:
        """Watch and deliver until `stop` is set."""
        while not stop.is_set():
            self.round()
            stop.wait(_PAUSE)

    def round(self) -> None:
        """Look at the record if it has changed and changes no more, and send what is due."""
        try:
            version = self._desk.refresh()
            # While somebody loads documents the record changes at every look; it is read when that has ended.
            if version != self._looked_at and self._seen in (None, version):
                self.look()
                self._looked_at = version
            self._seen = version
            self.deliver()
            self._trouble = None
        except HoldfastError as error:
            self._stumble(str(error))
        except Exception as error:  # noqa: BLE001  # a mistake of ours must not end the watch in silence
            _LOG.error("The webhook's watch failed", exc_info=error)
            self._stumble(f"{type(error).__name__}, a mistake of the desk; its terminal says more")

    def _stumble(self, trouble: str) -> None:
        if trouble != self._trouble:
            _LOG.warning("Changes are not told to %s at present: %s", self._hook.host, trouble)
        self._trouble = trouble

    def look(self) -> None:
        """Put out the changes that were not there before; those of an agreement that is new are known already."""
        found: dict[str, list[Notice]] = {agreement.id: [] for agreement in self._desk.agreements}
        is_empty = self._desk.last_day() is None
        for agreement, change in () if is_empty else verdict_changes(self._desk, self._desk.days(None, None)):
            found[agreement.id].append(notice_of(agreement, change))
        for name, notices in found.items():
            if name in self.outbox.watched:
                self.outbox.put(sorted(notices, key=lambda one: (one.day, one.clause)))
            else:
                self.outbox.watch(name, notices)

    def deliver(self) -> None:
        """Send what is due, in order; what follows a failure waits for the next round."""
        for delivery in self.outbox.deliveries("waiting"):
            if datetime.fromisoformat(delivery.due or delivery.found) <= self._now():
                after = self._sent(delivery)
                self.outbox.update(after)
                if after.status != "delivered":
                    return

    def _sent(self, delivery: Delivery) -> Delivery:
        """The delivery after it was sent once."""
        tries = delivery.tries + 1
        trouble = self._post(delivery)
        moment = self._now()
        if trouble is None:
            return msgspec.structs.replace(
                delivery, status="delivered", tries=tries, due=None, told=as_kept(moment), trouble=None
            )
        if tries >= _TRIES:
            _LOG.warning("A change could not be told to %s: %s", self._hook.host, trouble)
            return msgspec.structs.replace(delivery, status="failed", tries=tries, due=None, trouble=trouble)
        wait = min(_LONGEST_WAIT, _FIRST_WAIT * 4 ** (tries - 1)) * random.uniform(0.8, 1.2)
        return msgspec.structs.replace(
            delivery, tries=tries, due=as_kept(moment + timedelta(seconds=wait)), trouble=trouble
        )

    def _post(self, delivery: Delivery) -> str | None:
        """Send it; why it did not arrive, None if it did."""
        trouble: str | None = None
        try:
            with _client() as client:
                for address in self._hook.addresses():
                    try:
                        answer = client.send(self._request(client, delivery, address), stream=True)
                    except httpx.ConnectError as error:  # a host may be asked at its other addresses, too
                        trouble = f"It cannot be reached: {error}"
                        continue
                    answer.close()
                    return None if answer.is_success else f"It answers {answer.status_code} {answer.reason_phrase}"
        except Unreachable as error:
            return str(error)
        except httpx.TimeoutException:
            return f"It does not answer within {_TIMEOUT:.0f} seconds"
        except httpx.HTTPError as error:
            return f"It breaks off: {error or type(error).__name__}"
        return trouble

    def _request(self, client: httpx.Client, delivery: Delivery, address: str) -> httpx.Request:
        """The request, signed now, to an address that the host's name was looked up for."""
        url = httpx.URL(self._hook.url)
        body = body_of(delivery.notice, found=delivery.found)
        moment = int(self._now().timestamp())
        headers = {
            "Host": url.netloc.decode(),
            "Content-Type": "application/json",
            "User-Agent": f"Holdfast/{__version__}",
            "webhook-id": delivery.notice.id,
            "webhook-timestamp": str(moment),
            "webhook-signature": signature(self._hook.secret, id=delivery.notice.id, moment=moment, body=body),
        }
        # The certificate must be the name's, although the address is asked.
        certified = {"sni_hostname": url.raw_host.decode()}
        return client.build_request(
            "POST", url.copy_with(host=address), content=body, headers=headers, extensions=certified
        )


def courier_of(desk: Desk, settings: Settings, *, beside: Path | None) -> Courier | None:
    """The courier of a desk with these settings; None where they name no webhook.

    Args:
        desk: Whose verdicts are watched.
        settings: The webhook's address, secret and file.
        beside: The record's file, beside which the webhook's is kept if the settings name none.

    Raises:
        WrongUse: The address or the secret cannot be, or there is no file to keep what was told.
        StoreError: That file cannot be read.
    """
    hook = hook_of(settings)
    if hook is None:
        return None
    if settings.webhook_file.strip():
        path = Path(settings.webhook_file.strip())
    elif beside is not None:
        path = beside.with_name(f"{beside.name}.webhook.json")
    else:
        raise WrongUse(
            "A record in a database has no place beside it for what the webhook was told",
            where="HOLDFAST_WEBHOOK_FILE",
            remedy="Name a file, such as webhook.json",
        )
    return Courier(desk, hook=hook, outbox=Outbox(path))


def _client() -> httpx.Client:
    """A client that goes straight to the address that was looked up: over no proxy and after no redirect."""
    return httpx.Client(timeout=_TIMEOUT, follow_redirects=False, trust_env=False)
