"""What a reader sees of the data: stubs, templates, macros and the head of a page."""
