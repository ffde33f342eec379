"""Puts the stages in order."""
