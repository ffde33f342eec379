"""The desk: pages for people and JSON for programs, over a record that it only reads."""

from holdfast.web.app import create_app

__all__ = ["create_app"]
