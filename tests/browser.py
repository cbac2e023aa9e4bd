"""Headless Chromium for tests, driven over its DevTools protocol: go to a page, wait for words on it, take a picture."""

import base64
import json
import os
import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--window-size=1400,1000",
    "--remote-debugging-port=0",
    "--remote-allow-origins=*",
]
PATIENCE_S = 90.0
SETTLE_S = 0.3


class Browser:
    """One tab."""

    def __init__(self, socket: ClientConnection, pictures: Path) -> None:
        self._socket = socket
        self._pictures = pictures
        self._number = 0

    def say(self, method: str, **parameters: Any) -> Any:
        """Send a command of the protocol; return what it gives."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            heard = json.loads(self._socket.recv(timeout=PATIENCE_S))
            if heard.get("id") == self._number:
                assert "error" not in heard, heard
                return heard["result"]

    def run(self, script: str) -> Any:
        """Run JavaScript in the page; return its value."""
        return self.say("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def text(self) -> str:
        """What a person reads on the page."""
        return str(self.run("document.body ? document.body.innerText : ''") or "")

    def see(self, url: str, *words: str, picture: str, settle_s: float = SETTLE_S) -> str:
        """Go to an address, wait until all the words are on the page, take a picture, and return its text."""
        self.say("Page.navigate", url=url)
        return self.wait(*words, picture=picture, settle_s=settle_s)

    def wait(self, *words: str, picture: str, settle_s: float = SETTLE_S) -> str:
        """Wait until all the words are on the page, take a picture, and return its text."""
        deadline = time.monotonic() + PATIENCE_S
        while missing := [word for word in words if word not in (text := self.text())]:
            if time.monotonic() > deadline:
                self.shoot(f"{picture}-missing")
                raise AssertionError(f"not on the page: {missing}\n{text}")
            time.sleep(0.1)
        time.sleep(settle_s)  # for what fades in; the words are there already
        self.shoot(picture)
        return self.text()

    def shoot(self, picture: str) -> None:
        """Take a picture of the window."""
        data = self.say("Page.captureScreenshot", format="png")["data"]
        (self._pictures / f"{picture}.png").write_bytes(base64.b64decode(data))


@contextmanager
def browser(folder: Path, pictures: Path) -> Iterator[Browser]:
    """Start Chromium with a profile of its own in `folder`; skip the test where there is none."""
    binary = next(filter(None, map(shutil.which, NAMES)), None)
    if binary is None:
        pytest.skip(
            "no Chromium on this machine: apt-get install chromium, and what people see is looked at too"
        )
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    profile = folder / "chromium"
    process = subprocess.Popen(
        [binary, *SWITCHES, *as_root, f"--user-data-dir={profile}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        heard = (re.search(r"DevTools listening on ws://([\w.:]+)/", line) for line in process.stderr)
        address = next(filter(None, heard))[1]
        with urllib.request.urlopen(f"http://{address}/json/list", timeout=30) as answer:
            tab = next(one for one in json.load(answer) if one["type"] == "page")
        with connect(tab["webSocketDebuggerUrl"], max_size=None, open_timeout=60) as socket:
            yield Browser(socket, pictures)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
