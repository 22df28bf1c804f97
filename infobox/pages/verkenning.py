"""The Teamverkenning: what an answer is kept under, and what can be answered. Its script is assets/verkenning.js."""

import hashlib

ANSWERS = {"op-orde": "op orde", "deels": "deels", "nog-niet": "nog niet", "nvt": "niet van toepassing"}
ZELFSCAN = "I003"  # the official one, which this is not


def question_key(question: str) -> str:
    """The name of a question in a saved file: other words make it another question, another place does not."""
    return hashlib.sha256(" ".join(question.split()).encode()).hexdigest()[:12]
