"""A Content-Security-Policy for a finished page: itself, its own inline scripts by hash, and nothing else."""

import base64
import hashlib
import re

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)
_PLACE = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)


def policy(html: str) -> str:
    """The policy for a page. Inline scripts are allowed by the hash of what they are, never by 'unsafe-inline'."""
    hashes = sorted(
        {f"'sha256-{_digest(match['body'])}'" for match in _SCRIPT.finditer(html) if _runs(match["attributes"])}
    )
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *hashes]),
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


def with_policy(html: str) -> str:
    """The page with its policy as the first thing after the character set. Raises ValueError for a page without one."""
    if not _PLACE.search(html):
        raise ValueError("a page without <meta charset> cannot carry a policy")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    return _PLACE.sub(lambda match: match[0] + meta, html, count=1)


def _runs(attributes: str) -> bool:
    return (
        " src=" not in attributes and "application/json" not in attributes and "application/ld+json" not in attributes
    )


def _digest(body: str) -> str:
    return base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
