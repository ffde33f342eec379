"""One file per page: what it says, as a struct that is printed as HTML and as JSON."""
