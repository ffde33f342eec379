"""One file per output format, and the brief.

`FORMATS` names each exporter: a function of a view and a binary stream.
"""

from holdfast.outputs import csv, geojson, parquet
from holdfast.outputs.acled import write_acled
from holdfast.outputs.annotations import write_annotations
from holdfast.outputs.corrections import write_corrections
from holdfast.outputs.exporter import Exporter
from holdfast.outputs.hxl import write_hxl
from holdfast.outputs.jsonl import write_json_lines
from holdfast.outputs.plover import write_plover
from holdfast.outputs.prov import write_prov
from holdfast.outputs.ucdp import write_ucdp

__all__ = ["FORMATS", "MEDIA_TYPES", "Exporter"]

FORMATS: dict[str, Exporter] = {
    "jsonl": write_json_lines,
    "csv": csv.write_statements,
    "csv-events": csv.write_events,
    "geojson": geojson.write_statements,
    "geojson-events": geojson.write_events,
    "parquet": parquet.write_statements,
    "parquet-events": parquet.write_events,
    "hxl": write_hxl,
    "ucdp": write_ucdp,
    "acled": write_acled,
    "plover": write_plover,
    "annotations": write_annotations,
    "prov": write_prov,
    "corrections": write_corrections,
}
"""Formats of `holdfast export`, each with the function that writes it."""

_CSV = ("text/csv; charset=utf-8", "csv")
_JSON_LINES = ("application/x-ndjson", "jsonl")
_GEOJSON = ("application/geo+json", "geojson")
_PARQUET = ("application/vnd.apache.parquet", "parquet")
MEDIA_TYPES: dict[str, tuple[str, str]] = {
    "jsonl": _JSON_LINES,
    "csv": _CSV,
    "csv-events": _CSV,
    "geojson": _GEOJSON,
    "geojson-events": _GEOJSON,
    "parquet": _PARQUET,
    "parquet-events": _PARQUET,
    "hxl": _CSV,
    "ucdp": _CSV,
    "acled": _CSV,
    "plover": _JSON_LINES,
    "annotations": ("application/ld+json", "jsonld"),
    "prov": ("application/json", "json"),
    "corrections": _JSON_LINES,
}
"""The media type of each format, and how the name of such a file ends."""
