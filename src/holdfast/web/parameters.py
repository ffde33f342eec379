"""Parameters of the API: a misspelt one is refused, which would otherwise choose nothing and give everything."""

from __future__ import annotations

from difflib import get_close_matches

from fastapi import Request

from holdfast.errors import WrongUse
from holdfast.web.reference import description

__all__ = ["refuse_unknown_parameters"]


def refuse_unknown_parameters(request: Request) -> None:
    """Refuse a parameter that the API's own description does not know at this address.

    Raises:
        WrongUse: There is one; the remedy names the nearest known.
    """
    told = description(request.app)["paths"][request.scope["route"].path]["get"].get("parameters", ())
    known = sorted(parameter["name"] for parameter in told if parameter["in"] == "query")
    for name in request.query_params:
        if name not in known:
            near = get_close_matches(name.lower(), known, n=1)
            listed = f"Parameters are {', '.join(known)}" if known else "This address takes none"
            raise WrongUse(
                f"There is no parameter {name!r} here",
                where=name,
                remedy=f"Did you mean {near[0]!r}?" if near else listed,
            )
