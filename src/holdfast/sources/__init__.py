"""Documents in: files, web pages, and event datasets that others have coded."""
