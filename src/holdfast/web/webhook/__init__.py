"""The webhook: each change of a verdict is told to an address that the settings name, signed, until it arrives."""

from holdfast.web.webhook.courier import Courier, courier_of
from holdfast.web.webhook.outbox import Delivery, Outbox

__all__ = ["Courier", "Delivery", "Outbox", "courier_of"]
