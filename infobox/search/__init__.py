"""What the search looks in: documents made of the data and of the pages in docs/. Searching itself is JavaScript."""
