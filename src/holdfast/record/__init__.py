"""Keeps statements and judgements of sameness; views as of a day."""
