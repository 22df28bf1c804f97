"""A wire of our own under the real programs: names lead where a test says, addresses to a server on loopback.

`laid` makes a folder for PYTHONPATH. Every Python process that starts with it looks names up in the plan, reaches the
public addresses of the plan at our server, and writes down what it looked up and what it connected to.
"""

import json
import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.links.server import World

# Runs in the programs, so it imports nothing of ours. A name with several answers gives each once, the last for ever.
CUSTOMIZE = """
import json, os, socket, sys, threading, time

plan = json.load(open(os.environ["WIRE_PLAN"]))
log = open(os.environ["WIRE_LOG"], "a", buffering=1)  # now: LinkChecker started as root goes on as nobody
told = open(os.environ["WIRE_LOG"])
one_reads = threading.Lock()  # names are looked up in threads, and there is one place in the file
real_connect, real_connect_ex = socket.socket.connect, socket.socket.connect_ex
real_getaddrinfo = socket.getaddrinfo
program = "infobox" if "infobox" in sys.orig_argv else "linkcheck"

def note(kind, what):
    log.write(json.dumps({"program": program, "kind": kind, "what": what}) + "\\n")

def getaddrinfo(host, port, family=0, type=0, *rest, **options):
    name = host.decode() if isinstance(host, bytes) else host or ""
    if name not in plan["names"]:
        if name.replace(".", "").isdigit() or ":" in name:
            return real_getaddrinfo(host, port, family, type, *rest, **options)
        note("name", name)
        raise socket.gaierror(-2, "Name or service not known")
    note("name", name)
    with one_reads:
        told.seek(0)  # every program counts along: to the owner of a name they are all the same
        number = sum(line["kind"] == "name" and line["what"] == name for line in map(json.loads, told))
    answers = plan["names"][name]
    answer = answers[min(number, len(answers)) - 1]
    if answer == "slow":
        time.sleep(60)
        raise socket.gaierror(-3, "Temporary failure in name resolution")
    return [(socket.AF_INET6 if ":" in each else socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port or 0))
            for each in answer]

def reached(address):
    if isinstance(address, tuple):
        note("connect", address[0])
        if address[0] in plan["wire"]:
            return ("127.0.0.1", plan["port"])
    return address

socket.getaddrinfo = getaddrinfo
socket.socket.connect = lambda self, address: real_connect(self, reached(address))
socket.socket.connect_ex = lambda self, address: real_connect_ex(self, reached(address))
"""


@dataclass(frozen=True)
class Wire:
    """What the programs get in their environment, and what they wrote down."""

    environment: Mapping[str, str]
    log: Path

    def noted(self, kind: str, program: str = "") -> list[str]:
        """What was looked up ('name') or connected to ('connect'), by one program or by both."""
        lines = [json.loads(line) for line in self.log.read_text().splitlines()] if self.log.exists() else []
        return [line["what"] for line in lines if line["kind"] == kind and program in ("", line["program"])]


@contextmanager
def laid(world: World, names: Mapping[str, Sequence[Sequence[str] | str]], folder: Path) -> Iterator[Wire]:
    """The world, reached without a proxy at every public address of the plan."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            host = self.headers.get("Host", "")
            world.serve(self, f"http://{host}{self.path}", host)

        def log_message(self, *args: object) -> None:
            """Silence."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        (folder / "sitecustomize.py").write_text(CUSTOMIZE, encoding="utf-8")
        plan = {"names": names, "wire": PUBLIC, "port": server.server_address[1]}
        (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
        log = folder / "log.jsonl"
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        environment |= {"PYTHONPATH": f"{folder}{os.pathsep}{_root()}", "WIRE_PLAN": str(folder / "plan.json")}
        try:
            yield Wire({**environment, "WIRE_LOG": str(log)}, log)
        finally:
            server.shutdown()
            thread.join()


PUBLIC = ["93.184.216.34", "93.184.216.35"]


def _root() -> Path:
    return Path(sys.modules["tests"].__path__[0]).parent
