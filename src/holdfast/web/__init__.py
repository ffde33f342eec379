"""The desk: pages and JSON."""
