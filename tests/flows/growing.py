"""Servers of a newsroom that has outgrown one machine, all on 127.0.0.1: PostgreSQL, S3, a Dask cluster."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from flows.settings import SETTINGS

PATIENCE_S = 600.0  # a busy machine takes its time
PASSWORD, S3_KEY, S3_SECRET = "hush-of-the-catalog", "HUSHKEYOFTHESTORE", "hush-of-the-store"
BUCKET = "news"


def without_settings(patch: pytest.MonkeyPatch) -> None:
    """Let no setting of the tests' own environment have a say."""
    for setting in SETTINGS.values():
        patch.delenv(setting.variable, raising=False)


def until(what: Callable[[], Any]) -> Any:
    """Wait until something is there, and return it."""
    deadline = time.monotonic() + PATIENCE_S
    while not (found := what()):
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.02)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def postgres_binaries() -> Path:
    """Return the folder of PostgreSQL's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        pytest.skip("PostgreSQL's programs are not here: apt-get install postgresql")
    return (found[-1] if found else Path(str(on_path))).parent


class Postgres:
    """A server in a folder of its own, run by an ordinary user as it demands."""

    def __init__(self, folder: Path) -> None:
        self._binaries, self.folder, self.port = postgres_binaries(), folder, free_port()
        self._as_user: list[str] = []
        if os.geteuid() == 0:
            names = {user.pw_name for user in pwd.getpwall()}
            user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
            os.chown(folder, user.pw_uid, user.pw_gid)
            # Not by `user=`: that forks, and a fork waits for ever if another thread multiplies matrices just then.
            ids = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
            self._as_user = [shutil.which("setpriv") or pytest.skip("setpriv is not here"), *ids]
        secret = folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        self._do(
            "initdb", "-D", folder / "db", "-U", "loom", "-A", "scram-sha-256", f"--pwfile={secret}", "-N"
        )
        secret.unlink()
        self.start()

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories={self.folder}"
        self._do("pg_ctl", "-D", self.folder / "db", "-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        self._do("pg_ctl", "-D", self.folder / "db", "-w", "-m", mode, "stop")

    def catalog(self, database: str) -> str:
        """Make a database and return its name as a setting; the password is for the environment."""
        self._do("createdb", "-h", self.folder, "-p", self.port, "-U", "loom", database)
        return f"postgres:dbname={database} host=127.0.0.1 port={self.port} user=loom"

    def dump(self) -> str:
        return self._do("pg_dumpall", "-h", self.folder, "-p", self.port, "-U", "loom")

    def _do(self, program: str, *arguments: object) -> str:
        with tempfile.TemporaryFile() as out:  # no pipe: the server keeps what pg_ctl writes to
            done = subprocess.run(
                [*self._as_user, str(self._binaries / program), *map(str, arguments)],
                env={"PATH": os.environ["PATH"], "PGPASSWORD": PASSWORD, "LC_ALL": "C.UTF-8"},
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                check=False,
            )
            out.seek(0)
            said = out.read().decode(errors="replace")
        assert done.returncode == 0, said
        return said


@contextmanager
def postgres() -> Iterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="newsloom-postgres-"))  # pytest's own are closed to other users
    try:
        server = Postgres(folder)
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Store:
    """moto's S3, real but for the disk; what stands in `faults` is answered first, one status a request."""

    def __init__(self) -> None:
        from moto.server import DomainDispatcherApplication, create_backend_app
        from werkzeug.serving import WSGIRequestHandler, make_server

        class Quiet(WSGIRequestHandler):
            def log(self, *_: object) -> None:
                pass

        self.faults: list[int] = []
        self.n_faults = 0
        moto = DomainDispatcherApplication(create_backend_app)

        def answer(environ: Any, start_response: Any) -> Any:
            if self.faults:
                status = self.faults.pop(0)
                self.n_faults += 1
                environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
                start_response(f"{status} Busy", [("Content-Length", "0")])
                return [b""]
            return moto(environ, start_response)

        self.port = free_port()
        self._server = make_server("127.0.0.1", self.port, answer, threaded=True, request_handler=Quiet)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.client().create_bucket(Bucket=BUCKET)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> Any:
        import boto3

        return boto3.client(
            "s3",
            endpoint_url=self.address,
            region_name="us-east-1",
            aws_access_key_id=S3_KEY,
            aws_secret_access_key=S3_SECRET,
        )

    def objects(self) -> dict[str, bytes]:
        client = self.client()
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        keys = [found["Key"] for page in pages for found in page.get("Contents", [])]
        return {key: client.get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in keys}

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()


@contextmanager
def store() -> Iterator[Store]:
    pytest.importorskip("moto", reason="moto is not installed: .ci/setup dev")
    opened = Store()
    try:
        yield opened
    finally:
        opened.close()


class Cluster:
    """A Dask scheduler and two workers, each a process group of its own: one with a nanny, one without."""

    def __init__(self, folder: Path, path: str) -> None:
        self._folder, self._environment = folder, {**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"}
        self.address = f"tcp://127.0.0.1:{free_port()}"
        host, port = "127.0.0.1", self.address.rpartition(":")[2]
        self._parts = [self._start("dask_scheduler", "--host", host, "--port", port, "--no-dashboard")]
        common = [self.address, "--nthreads", "1", "--no-dashboard", "--host", host]
        self.steady = self._start("dask_worker", *common, "--name", "steady")
        self.doomed = self._start("dask_worker", *common, "--name", "doomed", "--no-nanny")
        self._parts += [self.steady, self.doomed]

    def _start(self, program: str, *arguments: str) -> "subprocess.Popen[bytes]":
        with (self._folder / f"{program}-{len(list(self._folder.iterdir()))}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{program}", *arguments],
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def close(self) -> None:
        for part in reversed(self._parts):
            if part.poll() is None:
                os.killpg(part.pid, signal.SIGTERM)
        for part in self._parts:
            try:
                part.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(part.pid, signal.SIGKILL)
                part.wait()


@contextmanager
def cluster(folder: Path, path: str) -> Iterator[Cluster]:
    """Start it; `path` is the PYTHONPATH of its workers."""
    pytest.importorskip("distributed", reason="Dask is not installed: .ci/setup dev")
    opened = Cluster(folder, path)
    try:
        from distributed import Client

        with Client(opened.address, timeout=PATIENCE_S, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=PATIENCE_S)
        yield opened
    finally:
        opened.close()
