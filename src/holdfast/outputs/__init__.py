"""One file per output format, and the brief.

`FORMATS` names each exporter: a function of a view and a binary stream.
"""

from holdfast.outputs import csv, geojson
from holdfast.outputs.exporter import Exporter
from holdfast.outputs.jsonl import write_json_lines

__all__ = ["FORMATS", "Exporter"]

FORMATS: dict[str, Exporter] = {
    "jsonl": write_json_lines,
    "csv": csv.write_statements,
    "csv-events": csv.write_events,
    "geojson": geojson.write_statements,
    "geojson-events": geojson.write_events,
}
"""Formats of `holdfast export`, each with the function that writes it."""
