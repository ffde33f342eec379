"""What the API's description says in words, as no schema of one parameter can: told to the fuzzer of contract.py."""

from __future__ import annotations

from typing import Any

import schemathesis


@schemathesis.hook
def filter_query(context: Any, query: dict[str, Any] | None) -> bool:
    """Leave out days in the wrong order, and a cursor that is given with an offset."""
    asked = query or {}
    since, until = asked.get("since"), asked.get("until")
    in_order = not (isinstance(since, str) and isinstance(until, str) and since > until)
    return in_order and not (asked.get("cursor") and asked.get("offset"))
