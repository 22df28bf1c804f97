"""What a web server sends with each file: one policy, in the form of each server that people use.

The pages carry the policy themselves, for hosts where nobody can set a header. Some of it only counts in a header: who
may show a page in a frame, what a browser may guess, how long it may keep a file. One folder holds the pages that
anybody may frame, and nothing else; all other pages nobody may.
"""

from collections.abc import Callable, Mapping

from infobox.catalogue.addresses import DATA_FOLDER, TABLES_FOLDER
from infobox.catalogue.frames import FOLDER
from infobox.exports.api import RELEASE
from infobox.site.policy import FRAMED, Policy

TO_FRAME = f"/{FOLDER}/"
# Folder -> how long a browser may keep what is in it. All else is asked for again, which costs little.
KEPT = {"/assets/lettertypen/": "public, max-age=2592000"}  # thirty days
ASK_AGAIN = "no-cache"
# Header -> folder -> value: what any other site may read in a browser, and which release of the API it gets.
OPEN = {
    "Access-Control-Allow-Origin": {f"/{DATA_FOLDER}/": "*", f"/{TABLES_FOLDER}/": "*"},
    "API-Version": {f"/{DATA_FOLDER}/": RELEASE},
}
# What servers do not know by themselves.
TYPES = {
    "bib": "text/x-bibtex",
    "csv": "text/csv",
    "ics": "text/calendar",
    "jsonld": "application/ld+json",
    "ris": "application/x-research-info-systems",
    "ttl": "text/turtle",
}
HOSTED = "_headers"  # the name under which hosts of static sites look for theirs
TEXTS = "text/plain text/css application/javascript application/json application/xml image/svg+xml"
HTTPS = "max-age=31536000"
POLICY_HEADER = "Content-Security-Policy"


def headers(policy: Policy, path: str = "/") -> dict[str, str]:
    """Name -> value of what goes with the file at `path`, which begins with a slash."""
    return {
        POLICY_HEADER: framed() if TO_FRAME in path else f"{policy.text}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        **{name: value for name, folders in OPEN.items() for folder, value in folders.items() if folder in path},
    }


def framed() -> str:
    """The policy of pages that anybody may show in a frame."""
    return f"{FRAMED.text}; frame-ancestors *"


def caching(path: str) -> str:
    """How long a browser may keep the file at `path`, which begins with a slash."""
    return next((value for folder, value in KEPT.items() if folder in path), ASK_AGAIN)


def netlify(policy: Policy) -> str:
    """The file `HOSTED`, which Netlify, Cloudflare Pages and others read from the root of a site.

    They add up what fits, and let all files be asked for again by themselves: so only the exceptions are named. Of two
    policies Netlify sends the last; Cloudflare would send both, but for the line with "!", which Netlify passes over.
    Where a host sends both after all, the pages cannot be framed.
    """
    lines = ["/*", *_lines(headers(policy), "  {}: {}")]
    lines += [f"{TO_FRAME}*", f"  ! {POLICY_HEADER}", f"  {POLICY_HEADER}: {framed()}"]
    for folder, value in KEPT.items():
        lines += [f"{folder}*", f"  Cache-Control: {value}"]
    for name, folders in OPEN.items():
        for folder, value in folders.items():
            lines += [f"{folder}*", f"  {name}: {value}"]
    return "\n".join(lines) + "\n"


def nginx(policy: Policy) -> str:
    """A piece of nginx' configuration, for the level `http`."""
    rest = headers(policy)
    return _text(
        "# Voor nginx, binnen http { }, na include mime.types.",
        "# Let op: een server of location met een eigen add_header krijgt deze regels niet.",
        "map $uri $infobox_bewaren {",
        f'    default "{ASK_AGAIN}";',
        *_lines(KEPT, '    "~{}" "{}";'),
        "}",
        "map $uri $infobox_beleid {",
        f'    default "{rest.pop(POLICY_HEADER)}";',
        f'    "~{TO_FRAME}" "{framed()}";',
        "}",
        *(
            line
            for number, folders in enumerate(OPEN.values())
            for line in (
                f"map $uri $infobox_open{number} {{",
                '    default "";',
                *_lines(folders, '    "~{}" "{}";'),
                "}",
            )
        ),
        "types {",
        *(f"    {kind} {end};" for end, kind in TYPES.items()),
        "}",
        "charset utf-8;",
        f"charset_types {' '.join((TEXTS, *TYPES.values()))};",
        "error_page 404 /404.html;",
        *_lines(rest, 'add_header {} "{}" always;'),
        f"add_header {POLICY_HEADER} $infobox_beleid always;",
        "add_header Cache-Control $infobox_bewaren always;",
        *(f"add_header {name} $infobox_open{number} always;" for number, name in enumerate(OPEN)),
        f'# Alleen als alles op deze host https spreekt: add_header Strict-Transport-Security "{HTTPS}" always;',
    )


def apache(policy: Policy) -> str:
    """A piece of Apache's configuration, for a virtual host or a file `.htaccess` in the root of the site."""
    return _text(
        "# Voor Apache 2.4, in een VirtualHost of in .htaccess. Nodig: mod_headers en mod_mime.",
        *_lines({kind: end for end, kind in TYPES.items()}, "AddType {} .{}"),
        f"AddCharset utf-8 .html .css .js .json .xml .svg .txt {' '.join(f'.{end}' for end in TYPES)}",
        "ErrorDocument 404 /404.html",
        *_lines(headers(policy), 'Header always set {} "{}"'),
        f'Header always set Cache-Control "{ASK_AGAIN}"',
        f'<If "%{{REQUEST_URI}} =~ m#{TO_FRAME}#">\n    Header always set {POLICY_HEADER} "{framed()}"\n</If>',
        *_lines(KEPT, '<If "%{{REQUEST_URI}} =~ m#{}#">\n    Header always set Cache-Control "{}"\n</If>'),
        *(
            line
            for name, folders in OPEN.items()
            for line in _lines(
                folders, f'<If "%{{{{REQUEST_URI}}}} =~ m#{{}}#">\n    Header always set {name} "{{}}"\n</If>'
            )
        ),
        f'# Alleen als alles op deze host https spreekt: Header always set Strict-Transport-Security "{HTTPS}"',
    )


FORMS: Mapping[str, Callable[[Policy], str]] = {"netlify": netlify, "nginx": nginx, "apache": apache}


def _text(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def _lines(pairs: Mapping[str, str], form: str) -> list[str]:
    return [form.format(name, value) for name, value in pairs.items()]
