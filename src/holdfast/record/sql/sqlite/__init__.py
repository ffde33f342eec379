"""A record in a SQLite file: write-ahead logging, FTS5 for words, an R*Tree for points."""
