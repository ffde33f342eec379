"""Statements → events: prepared claims, pairs worth comparing, a score with reasons, clusters, events."""
