"""What the search looks in: documents made of the data and of the pages in docs/. The searching itself is JavaScript."""
