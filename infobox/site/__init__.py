"""The doorway: MkDocs, building and putting in place, the policy of a page."""
