"""The desk: pages for people and JSON for programs, over a record that it only reads."""

from holdfast.web.app import create_app
from holdfast.web.clerks import Clerks

__all__ = ["Clerks", "create_app"]
