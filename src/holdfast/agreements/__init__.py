"""Loads clauses, checks them and explains the verdicts."""
