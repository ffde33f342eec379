"""One file per format, and the brief."""
