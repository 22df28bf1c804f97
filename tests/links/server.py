"""A small internet on loopback: a proxy that is every host itself, over http and, with a CA of its own, over https."""

import select
import socket
import socketserver
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from io import BufferedIOBase
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import trustme


@dataclass(frozen=True)
class Visit:
    """One request as the server saw it; `end` is when the last of the answer left: no visitor has it any sooner."""

    method: str
    url: str
    host: str
    agent: str
    start: float
    end: float


@dataclass
class Request:
    """What a behaviour gets: who asks what for the how many times already, and ways to answer."""

    url: str
    method: str
    number: int  # 1 for the first time
    handler: BaseHTTPRequestHandler
    left: float = 0.0  # when the last part of the answer left, of time.monotonic()

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    def reply(
        self, status: int, body: str | bytes = "", kind: str = "text/html; charset=utf-8", **headers: str
    ) -> None:
        raw = body.encode() if isinstance(body, str) else body
        lines = [f"HTTP/1.1 {status} Antwoord", f"Content-Length: {headers.pop('content_length', len(raw))}"]
        lines += [f"Content-Type: {kind}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.raw("\r\n".join([*lines, "", ""]).encode() + (b"" if self.method == "HEAD" else raw))

    def raw(self, data: bytes) -> None:
        self.left = time.monotonic()
        self.handler.wfile.write(data)
        self.handler.wfile.flush()

    def wait(self, seconds: float) -> bool:
        """Sit still; True as soon as the visitor has hung up."""
        return bool(select.select([self.handler.connection], [], [], seconds)[0])

    def reset(self) -> None:
        """Hang up rudely."""
        self.left = time.monotonic()
        connection = self.handler.connection
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()


Behaviour = Callable[[Request], None]
NO_PAGE = "<title>Niet gevonden</title><p>Deze pagina bestaat niet op deze site.</p>"


@dataclass
class World:
    """Hosts and what they do. `certificates` names hosts with a certificate that is wrong, and how."""

    hosts: dict[str, Behaviour]
    certificates: dict[str, str] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    ca: trustme.CA = field(default_factory=trustme.CA)
    delay: float = 0.0
    port: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _contexts: dict[str, ssl.SSLContext] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What makes a program use this world."""
        proxy = f"http://127.0.0.1:{self.port}"
        return {"http_proxy": proxy, "https_proxy": proxy, "no_proxy": "bestaat-niet.test"}

    def context(self, host: str) -> ssl.SSLContext:
        """The certificate that a host shows."""
        with self._lock:
            if host not in self._contexts:
                self._contexts[host] = self._new_context(host)
            return self._contexts[host]

    def _new_context(self, host: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        wrong = self.certificates.get(host)
        past = datetime.now(UTC) - timedelta(days=1)
        if wrong == "self-signed":
            lonely = trustme.CA()
            leaf = trustme.LeafCert(lonely.private_key_pem.bytes(), lonely.cert_pem.bytes(), [])
            leaf.configure_cert(context)
        elif wrong == "expired":
            self.ca.issue_cert(host, not_before=past - timedelta(days=90), not_after=past).configure_cert(context)
        else:
            self.ca.issue_cert("iemand-anders.test" if wrong == "wrong-name" else host).configure_cert(context)
        return context

    def serve(self, handler: BaseHTTPRequestHandler, url: str, host: str) -> None:
        """Answer one request, and note it."""
        start = time.monotonic()
        with self._lock:
            self.counts[url] = number = self.counts.get(url, 0) + 1
        time.sleep(self.delay)
        request = Request(url, handler.command, number, handler)
        try:
            self.hosts.get(host, lambda asked: asked.reply(502, "geen naam"))(request)  # type: ignore[no-untyped-call]
        except (OSError, ValueError):
            pass  # the visitor hung up
        finally:
            end = request.left or time.monotonic()
            visit = Visit(handler.command, url, host, handler.headers.get("User-Agent", ""), start, end)
            with self._lock:
                self.visits.append(visit)

    def asked(self, host: str) -> list[str]:
        """The addresses that were asked of a host, in order."""
        return [visit.url for visit in self.visits if visit.host == host]


def overlapping(visits: list[Visit]) -> list[tuple[Visit, Visit]]:
    """Pairs of requests that one host had to answer at the same time."""
    last: dict[str, Visit] = {}
    pairs = []
    for visit in sorted(visits, key=lambda v: v.start):
        before = last.get(visit.host)
        if before and before.end > visit.start:
            pairs.append((before, visit))
        if before is None or visit.end > before.end:
            last[visit.host] = visit
    return pairs


def _writer(connection: socket.socket) -> BufferedIOBase:
    return cast(BufferedIOBase, connection.makefile("wb", buffering=0))


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 256

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor that hangs up is no news."""


@contextmanager
def running(world: World) -> Iterator[World]:
    """The world, listening on a free port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        tls_host = ""

        def do_GET(self) -> None:
            self.close_connection = True
            url = f"https://{self.tls_host}{self.path}" if self.tls_host else self.path
            world.serve(self, url, urlsplit(url).hostname or "")

        do_HEAD = do_GET  # noqa: N815  # the name that http.server looks for

        def do_CONNECT(self) -> None:
            host = self.path.rpartition(":")[0]
            self.send_response(200)
            self.end_headers()
            try:
                self.connection = world.context(host).wrap_socket(self.connection, server_side=True)
            except OSError:
                self.close_connection = True
                return
            self.tls_host = host
            self.rfile = self.connection.makefile("rb")
            self.wfile = _writer(self.connection)
            self.handle_one_request()
            self.close_connection = True
            with suppress(OSError):
                self.connection.close()

        def log_message(self, *args: object) -> None:
            """Silence."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        world.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield world
        finally:
            server.shutdown()
            thread.join()


def ca_file(world: World, folder: Path) -> Path:
    """The certificate of the world's own authority."""
    path = folder / "ca.pem"
    world.ca.cert_pem.write_to_path(str(path))
    return path
