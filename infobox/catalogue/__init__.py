"""The Infobox and all that follows from it, made once: relations, history, citations, addresses and their lock."""
