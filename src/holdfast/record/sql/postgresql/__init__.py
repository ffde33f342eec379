"""A record in a PostgreSQL database: inverted indexes for words, PostGIS for points where it is there."""
