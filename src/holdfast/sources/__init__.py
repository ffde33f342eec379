"""Documents in: files, and other people's event datasets."""
