"""The API's description: OpenAPI as JSON, and the same as a page that needs no network and no script."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi

from holdfast.web.api import ANSWERS
from holdfast.web.rendering import render

__all__ = ["description", "router"]

router = APIRouter(prefix="/api", include_in_schema=False)


def description(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description, with the schemas of the nouns themselves; worked out once."""
    if app.openapi_schema is None:
        told = get_openapi(
            title="Holdfast API",
            version=app.version,
            summary=app.summary,
            description=(
                "Read only. `on` and `known_by` choose what was so on a day by what was known by a day. "
                "Every error has one shape: what is wrong, where, and the remedy."
            ),
            routes=app.routes,
        )
        _, schemas = msgspec.json.schema_components(ANSWERS, ref_template="#/components/schemas/{name}")
        told["components"] = {"schemas": dict(sorted(schemas.items()))}
        app.openapi_schema = told
    return app.openapi_schema


@router.get("/openapi.json", response_model=None)
def openapi(request: Request) -> Response:
    """The description for programs."""
    return Response(msgspec.json.encode(description(request.app)), media_type="application/json")


@router.get("/docs", response_model=None)
def docs(request: Request) -> Response:
    """The description for people."""
    text = render(
        "reference.html",
        title="API",
        section="api",
        context=description(request.app),
        days=None,
        path="/api/docs",
        json_address="/api/openapi.json",
    )
    return Response(text, media_type="text/html")
