"""Forms of the desk as they are sent: their fields by name, each once, and none larger than a form can be."""

# No deferred annotations here: FastAPI reads the signatures of the dependencies.

from collections.abc import Awaitable, Callable
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from holdfast.errors import WrongUse

__all__ = ["TheForm", "TheLongForm"]

_MOST_BYTES = 64_000
_MOST_BYTES_OF_A_TEXT = 4_000_000
"""A text of the longest kind that is drafted from, each letter as three escaped bytes, with every clause's code."""


def _form_of(most: int) -> Callable[[Request], Awaitable[dict[str, str]]]:
    async def form(request: Request) -> dict[str, str]:
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > most:
                raise WrongUse("This form is too large", where="form", remedy=f"Send at most {most:,} bytes")
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))

    return form


TheForm = Annotated[dict[str, str], Depends(_form_of(_MOST_BYTES))]
"""A form with a judgement."""
TheLongForm = Annotated[dict[str, str], Depends(_form_of(_MOST_BYTES_OF_A_TEXT))]
"""A form with a text and the code of clauses."""
