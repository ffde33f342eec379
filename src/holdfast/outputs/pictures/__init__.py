"""Pictures: the series of a reduction and the map, as geometry that a template prints as SVG; no request is made."""
