"""Every way we know in which an address can answer, and what we ought to make of it."""

import gzip
import time
from dataclasses import dataclass

from infobox.links.classify import Klasse
from tests.links.server import NO_PAGE, Behaviour, Request, World

WORDS = " ".join(f"{a}{b}" for a in ("kind", "gezin", "team", "zorg", "plan", "huis") for b in ("lijk", "baar", "zaam"))
PAGE = f"<html><head><title>Een stuk over veiligheid</title></head><body><p>{WORDS}</p></body></html>"


@dataclass(frozen=True)
class Case:
    """A behaviour at one address, and the class it should get. `proposal` for what has moved."""

    name: str
    url: str
    expected: Klasse
    proposal: str = ""


def page(**paths: Behaviour) -> Behaviour:
    """A well-behaved host: /pagina works, robots.txt and everything else do not exist, except for what is given.

    Names stand for paths: `pagina` for /pagina, `robots` for /robots.txt, `anders` for all the rest.
    """
    table: dict[str, Behaviour] = {
        "/pagina": lambda r: r.reply(200, PAGE),
        "/nieuw": lambda r: r.reply(200, PAGE),
        "/": lambda r: r.reply(200, "<title>Welkom</title>Welkom op de beginpagina van deze mooie site"),
    }
    names = {"robots": "/robots.txt", "home": "/"}
    table.update({names.get(name, f"/{name}"): answer for name, answer in paths.items() if name != "anders"})
    otherwise = paths.get("anders", lambda r: r.reply(404, NO_PAGE))
    return lambda r: table.get(r.path, otherwise)(r)


def to(status: int, location: str, **headers: str) -> Behaviour:
    return lambda r: r.reply(status, "", Location=location, **headers)


def says(status: int, body: str | bytes = "", **headers: str) -> Behaviour:
    return lambda r: r.reply(status, body, **headers)


def _once(first: Behaviour, then: Behaviour) -> Behaviour:
    return lambda r: (first if r.number == 1 else then)(r)


def _slow_head(r: Request) -> None:
    time.sleep(1)
    r.reply(200, PAGE)


def _silence(r: Request) -> None:
    r.wait(20)


def _slow_body(r: Request) -> None:
    r.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while not r.wait(0.2):
        r.raw(b"<p>")


def _huge(r: Request) -> None:
    r.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 400000000\r\n\r\n" + PAGE.encode())
    for _ in range(6000):
        r.raw(b"<p>veel tekst over hetzelfde</p>" * 2000)


CLOSED = "User-agent: *\nDisallow: /\n"


def build() -> tuple[World, list[Case]]:  # noqa: PLR0915  # a table, one line a behaviour
    """The world and all its cases."""
    world = World({})
    cases: list[Case] = []

    def case(
        name: str,
        expected: Klasse,
        host: Behaviour,
        *,
        path: str = "/pagina",
        scheme: str = "https",
        proposal: str = "",
    ) -> None:
        world.hosts[f"{name}.test"] = host
        cases.append(Case(name, f"{scheme}://{name}.test{path}", expected, proposal))

    case("goed", "goed", page())
    case("goed-http", "goed", page(), scheme="http")
    case("permanent-301", "verhuisd", page(pagina=to(301, "/nieuw")), proposal="https://permanent-301.test/nieuw")
    case("found-302", "goed", page(pagina=to(302, "/nieuw")))
    case("see-other-303", "goed", page(pagina=to(303, "/nieuw")))
    case("temporary-307", "goed", page(pagina=to(307, "/nieuw")))
    case("permanent-308", "verhuisd", page(pagina=to(308, "/nieuw")), proposal="https://permanent-308.test/nieuw")
    case("naar-https", "verhuisd", _to_https("naar-https"), scheme="http", proposal="https://naar-https.test/pagina")
    chain = page(pagina=to(301, "/twee"), twee=to(308, "https://chain-slot.test/pagina"))
    case("chain", "verhuisd", chain, proposal="https://chain-slot.test/pagina")
    case("chain-slot", "goed", page())
    mixed = page(pagina=to(301, "/twee"), twee=to(302, "/nieuw"))
    case("chain-mixed", "verhuisd", mixed, proposal="https://chain-mixed.test/twee")
    case("chain-to-404", "weg", page(pagina=to(301, "/verdwenen")))
    case("loop", "storing", page(pagina=to(302, "/terug"), terug=to(302, "/pagina")))
    case("endless", "storing", page(anders=lambda r: r.reply(302, Location=r.path + "x"), pagina=to(302, "/x")))
    case("cookie-loop", "afgeschermd", page(pagina=to(302, "/pagina", Set_Cookie="a=1")))
    case("muur", "afgeschermd", page(anders=says(200, "Kies uw cookies"), pagina=to(302, "/cookie-keuze")))
    case("home-301", "zachte-404", page(pagina=to(301, "/")))
    case("home-302", "zachte-404", page(pagina=to(302, "/nl/"), anders=lambda r: r.reply(200, PAGE)))
    case("to-private", "ongeldig", page(pagina=to(302, "http://10.0.0.1/beheer")))
    case("to-loopback", "ongeldig", page(pagina=to(301, f"http://127.0.0.1:{1}/")))
    case("to-scheme", "ongeldig", page(pagina=to(302, "ftp://to-scheme.test/stuk")))
    case("to-password", "ongeldig", page(pagina=to(302, "https://jan:geheim@goed.test/")))
    case("to-port", "ongeldig", page(pagina=to(302, "https://goed.test:8443/")))
    case("status-401", "afgeschermd", page(pagina=says(401, "Log in", WWW_Authenticate="Basic")))
    case("status-403", "afgeschermd", page(pagina=says(403, "Verboden")))
    case("challenge-403", "afgeschermd", page(pagina=says(403, "Even wachten", cf_mitigated="challenge")))
    case("challenge-503", "afgeschermd", page(pagina=says(503, "Even wachten", cf_mitigated="challenge")))
    case("challenge-200", "afgeschermd", page(pagina=says(200, "<title>Just a moment...</title>Even wachten")))
    case("status-404", "weg", page(pagina=says(404, NO_PAGE)))
    case("no-head-405", "goed", page(pagina=lambda r: r.reply(405 if r.method == "HEAD" else 200, PAGE)))
    case("status-405", "afgeschermd", page(pagina=says(405)))
    case("status-410", "weg", page(pagina=says(410)))
    case("teapot-418", "afgeschermd", page(pagina=says(418)))
    case("busy-429", "afgeschermd", page(pagina=says(429, Retry_After="120")))
    case("busy-once-429", "goed", page(pagina=_once(says(429, Retry_After="0"), says(200, PAGE))))
    case("law-451", "afgeschermd", page(pagina=says(451)))
    case("status-500", "storing", page(pagina=says(500)))
    case("once-503", "goed", page(pagina=_once(says(503), says(200, PAGE))))
    case("always-503", "storing", page(pagina=says(503)))
    case("no-content-204", "goed", page(pagina=says(204)))
    case("slow-head", "goed", page(pagina=_slow_head))
    case("slow-body", "storing", page(pagina=_slow_body))
    case("silent", "storing", page(pagina=_silence))
    case("reset", "storing", page(pagina=lambda r: r.reset()), scheme="http")
    case("empty-reply", "storing", page(pagina=lambda r: None))
    case("huge-body", "goed", page(pagina=_huge))
    case("wrong-length", "storing", page(pagina=lambda r: r.reply(200, PAGE, content_length=str(len(PAGE) + 500))))
    case("bad-gzip", "storing", page(pagina=says(200, b"\x1f\x8b geen gzip", Content_Encoding="gzip")))
    case("good-gzip", "goed", page(pagina=says(200, gzip.compress(PAGE.encode()), Content_Encoding="gzip")))
    for wrong in ("expired", "wrong-name", "self-signed"):
        case(wrong, "certificaat", page())
        world.certificates[f"{wrong}.test"] = wrong
    case("bestaat-niet", "dns", page())
    case("robots-closed", "afgeschermd", page(robots=says(200, CLOSED, kind="text/plain")))
    case("robots-other", "goed", page(robots=says(200, "User-agent: anders\nDisallow: /\n", kind="text/plain")))
    case("robots-403", "afgeschermd", page(robots=says(403)))
    case("robots-500", "afgeschermd", page(robots=says(500)))
    case("robots-moved", "afgeschermd", page(robots=to(301, "/r.txt"), anders=says(200, CLOSED, kind="text/plain")))
    case("robots-html", "goed", page(robots=says(200, PAGE)))
    case("soft-404", "zachte-404", page(pagina=_lost, anders=_lost))
    case("soft-404-loop", "zachte-404", page(pagina=to(302, "/fout"), anders=to(302, "/fout"), fout=says(200, NO_PAGE)))
    case("meta-refresh", "verhuisd", page(pagina=_refresh("/nieuw")), proposal="https://meta-refresh.test/nieuw")
    case("xn--bcher-kva", "goed", page())
    case("unicode-path", "goed", page(**{"caf%C3%A9": says(200, PAGE)}), path="/caf%C3%A9")
    pdf = says(200, b"%PDF-1.7 en meer", kind="application/pdf")
    case("pdf", "goed", page(**{"stuk.pdf": pdf}), path="/stuk.pdf")
    bytes_only = says(200, b"%PDF-1.7 en meer", kind="text/html")
    case("pdf-wrong-type", "goed", page(**{"stuk.pdf": bytes_only}), path="/stuk.pdf")
    case("pdf-is-page", "zachte-404", page(**{"stuk.pdf": says(200, PAGE)}), path="/stuk.pdf")
    case(
        "changed-title",
        "goed",
        page(pagina=_once(says(200, PAGE), says(200, PAGE.replace("veiligheid", "iets anders")))),
    )
    for name, url in (
        ("private-address", "http://192.168.1.1/"),
        ("local-name", "http://beheer.local/"),
        ("password", "https://jan:geheim@goed.test/pagina"),
        ("odd-port", "https://goed.test:8443/pagina"),
        ("scheme", "ftp://goed.test/pagina"),
    ):
        cases.append(Case(name, url, "ongeldig"))
    return world, cases


def _to_https(name: str) -> Behaviour:
    https = page()
    return lambda r: to(301, f"https://{name}.test{r.path}")(r) if r.url.startswith("http:") else https(r)


def _lost(r: Request) -> None:
    r.reply(200, f"<title>Niet gevonden</title>{WORDS} {r.path} om {time.monotonic()} is hier niet")


def _refresh(target: str) -> Behaviour:
    return says(200, f'<meta http-equiv="refresh" content="0; url={target}"><title>Verhuisd</title>Wij zijn verhuisd')
