"""The door in LinkChecker's wall, put in one of our own: where it leads, for how long, and what if nobody waits."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
import requests
import urllib3.util.connection
from linkcheck.checker.httpurl import HttpUrl

from infobox.links import witness
from infobox.links.witness import Door

pytestmark = pytest.mark.slow


@contextmanager
def _server(*parts: bytes, pause: float = 0.0) -> Iterator[int]:
    """Answers every request with these parts, the last one for ever when there is a pause."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        over = threading.Event()

        def answer(connection: socket.socket) -> None:
            with connection:
                connection.settimeout(5)
                connection.recv(4096)
                try:
                    for part in parts:
                        connection.sendall(part)
                    while pause and not over.wait(pause):
                        connection.sendall(parts[-1])
                except OSError:
                    pass  # the visitor is gone

        def serve() -> None:
            while not over.is_set():
                try:
                    connection, _ = listening.accept()
                except OSError:
                    continue
                answer(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            over.set()
            thread.join()


def _orders(places: dict[str, list[str]] | None = None, seconds: float = 5.0) -> dict[str, Any]:
    return {"places": places or {}, "parent": os.getppid(), "seconds": seconds}


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch, no_proxy: None) -> Iterator[list[int]]:
    """What a door replaces is put back afterwards, and its watch ends as it does when nobody waits outside."""
    parent, exits, watching, doors = [4711], list[int](), list[threading.Thread](), list[Door]()
    real = Door._watch

    def watch(door: Door) -> None:
        watching.append(threading.current_thread())
        doors.append(door)
        real(door)

    monkeypatch.setattr(Door, "_watch", watch)
    monkeypatch.setattr(os, "getppid", lambda: parent[0])
    monkeypatch.setattr(os, "_exit", exits.append)
    for owner, name in (
        *((HttpUrl, name) for name in ("_send_request", "check", "close_connection", "check_content")),
        (urllib3.util.connection, "create_connection"),
        (requests.Session, "resolve_redirects"),
        (requests.sessions, "extract_cookies_to_jar"),
        (requests.adapters, "extract_cookies_to_jar"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    monkeypatch.setattr(witness, "resource", None)  # the memory of the tests is not bounded
    yield exits
    parent[0] = 1  # as when the process that gave the orders is gone
    for thread in watching:
        thread.join(5)
    assert exits == [3] * len(watching)
    for door in doors:
        door._shut(threading.get_ident(), over=True)  # LinkChecker does so after each address


OK = b"HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 2\r\nConnection: close\r\n\r\nja"


@pytest.mark.usefixtures("wall")
def test_a_door_leads_to_what_was_looked_up_and_nowhere_else() -> None:
    with _server(OK) as port:
        Door(_orders({"a.test": ["127.0.0.2", "127.0.0.1"], "b.test": []})).install()
        with requests.Session() as session:
            assert session.get(f"http://a.test:{port}/", timeout=2).text == "ja"
            assert session.get(f"http://A.test.:{port}/", timeout=2).text == "ja"
            assert list(session.cookies) == []
            for host in ("b.test", "c.test", "localhost", "127.0.0.1", "[::1]"):
                with pytest.raises(requests.ConnectionError, match="nobody looked this name up"):
                    session.get(f"http://{host}:{port}/", timeout=2)


@pytest.mark.usefixtures("wall")
def test_through_a_door_only_the_proxy_is_reached_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with _server(OK) as port:
        monkeypatch.setenv("http_proxy", f"http://localhost:{port}")
        Door(_orders()).install()
        assert requests.get("http://elders.test/", timeout=2).text == "ja"


@pytest.mark.usefixtures("wall")
@pytest.mark.parametrize("location", ["http://[::1", "//[", "http://x:99999999/", "/verder"])
def test_behind_a_door_no_redirect_is_followed_or_even_looked_at(location: str) -> None:
    endless = f"HTTP/1.1 302 Found\r\nLocation: {location}\r\n\r\n".encode()
    with _server(endless, b"x" * 1000, pause=0.01) as port:
        Door(_orders({"a.test": ["127.0.0.1"]})).install()
        with requests.get(f"http://a.test:{port}/", timeout=2, stream=True) as answer:
            assert (answer.status_code, answer.history) == (302, [])


@pytest.mark.usefixtures("wall")
@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_what_trickles_is_shut_when_its_time_is_over(head: bytes) -> None:
    def send(url: Any, request: Any) -> None:
        url.got = requests.get(request, timeout=2).text

    HttpUrl._send_request = send
    begin = time.monotonic()
    with _server(head, b"x", pause=0.1) as port:
        Door(_orders({"a.test": ["127.0.0.1"]}, seconds=0.6)).install()
        with pytest.raises(TimeoutError, match="the answer does not end"):
            HttpUrl._send_request(SimpleNamespace(), f"http://a.test:{port}/")
    assert 0.5 < time.monotonic() - begin < 2


@pytest.mark.usefixtures("wall")
def test_what_no_handler_of_linkchecker_catches_is_a_result_of_that_address() -> None:
    results: list[tuple[str, bool]] = []
    closed: list[str] = []
    HttpUrl.check = lambda url: 1 / 0
    HttpUrl.close_connection = lambda url: closed.append("url")
    Door(_orders()).install()
    url = SimpleNamespace(
        set_result=lambda text, valid: results.append((text, valid)),
        session=SimpleNamespace(close=lambda: closed.append("session")),
    )
    HttpUrl.check(url)
    HttpUrl.close_connection(url)
    assert results == [("ZeroDivisionError: division by zero", False)]
    assert closed == ["url", "session"]
    assert not HttpUrl.check_content(url)


def test_when_nobody_waits_outside_the_process_ends(wall: list[int]) -> None:
    Door({**_orders(), "parent": 1}).install()
    time.sleep(0.1)
    assert wall == [3]
