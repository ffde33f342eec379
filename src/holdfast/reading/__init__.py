"""Documents → statements: segment, predict, annotate, resolve."""
