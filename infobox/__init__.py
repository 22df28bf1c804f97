"""The infobox: checked YAML in, pages of a Dutch reference site out."""
