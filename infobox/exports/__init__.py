"""One file of the site per product: redirects, feeds, references, Markdown, the register of them all."""
