"""docs/operations.md is true: its commands are executed, its units and files are read by what reads them in earnest."""

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from command_line import REPOSITORY
from piped import tables

from flows.cli import newsloom

if TYPE_CHECKING:
    from conftest import Small

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]

TEXT = (REPOSITORY / "docs" / "operations.md").read_text(encoding="utf-8")


def block(kind: str, number: int = 0) -> str:
    return re.findall(rf"```{kind}\n(.*?)```", TEXT, re.DOTALL)[number]


@pytest.fixture
def commands(tmp_path: Path) -> dict[str, str]:
    """An environment in which `newsloom` and `python` are ours."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "python").symlink_to(sys.executable)
    script = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m flows.cli "$@"\n'
    (folder / "newsloom").write_text(script)
    (folder / "newsloom").chmod(0o755)
    return os.environ | {"PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(REPOSITORY)}


def test_backup_and_restore_as_written(
    small: "Small", copied: Callable[[], Path], commands: dict[str, str], tmp_path: Path
) -> None:
    """A backup while the warehouse is open; then it is lost, restored, and holds all that it held."""
    warehouse = copied()
    for number, act in enumerate(("backup", "restore")):
        done = subprocess.run(
            ["bash", "-euc", block("sh", number)],
            cwd=tmp_path,
            env=commands,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "every data file is as it was written" in done.stdout
        if act == "backup":
            shutil.rmtree(warehouse / "data" / "main" / "articles")
    assert tables(warehouse, tmp_path / "export") == small.tables


def options(command: str, arguments: list[str]) -> dict[str, str]:
    """The options of a command line of `newsloom`, each of which must exist."""
    given = dict(zip(arguments[::2], arguments[1::2], strict=True))
    known = {name for one in newsloom.commands[command].params for name in one.opts}
    assert given.keys() <= known
    return given


def test_unit_starts_what_exists() -> None:
    unit = configparser.ConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(block("ini"))
    program, command, *arguments = shlex.split(unit["Service"]["ExecStart"])
    assert Path(program).name == "newsloom"
    assert options(command, arguments)["--warehouse"] == "/srv/newsloom/warehouse"


def test_compose_file_is_one(tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text(block("yaml"))
    service = yaml.safe_load(block("yaml"))["services"]["newsloom"]
    _, command, *arguments = shlex.split(service["command"])
    assert options(command, arguments)["--host"] == "0.0.0.0"
    assert service["ports"] == ["127.0.0.1:4200:4200"]  # nobody but this machine, password or not
    docker = shutil.which("docker")
    plugin = docker and subprocess.run([docker, "compose", "version"], capture_output=True, check=False)
    if not docker or plugin.returncode:
        pytest.skip(
            "no docker compose on this machine to read the file with; its YAML and its command are sound"
        )
    done = subprocess.run(
        [docker, "compose", "config", "--quiet"],
        cwd=tmp_path,
        env=os.environ | {"NEWSLOOM_AUTH": "someone:something"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_prefect_yaml_deploys_what_up_serves(prefect_server: str, tmp_path: Path) -> None:
    """Read by Prefect's own `deploy`; entrypoints import, parameters and limits are those of `newsloom up`."""
    from prefect.client.orchestration import get_client
    from prefect.flows import load_flow_from_entrypoint

    from flows.deployments import deployments

    environment = os.environ | {"PREFECT_API_URL": prefect_server, "PREFECT_HOME": str(tmp_path / "prefect")}
    for command in ("work-pool create newsloom --type process", "--no-prompt deploy --all"):
        done = subprocess.run(
            [sys.executable, "-m", "prefect", *command.split()],
            cwd=REPOSITORY,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    with get_client(sync_client=True) as client:
        found = {one.name: one for one in client.read_deployments() if one.work_pool_name == "newsloom"}
    served = {one.name: one for one in deployments(Path("warehouse"), Path("inbox"), Path("feeds.toml"), 15)}
    assert found.keys() == served.keys()
    for name, one in found.items():
        flow = load_flow_from_entrypoint(one.entrypoint)
        assert flow.timeout_seconds
        flow.validate_parameters(one.parameters)
        assert one.parameter_openapi_schema == served[name]._parameter_openapi_schema.model_dump()
        assert one.global_concurrency_limit.limit == served[name].concurrency_limit == 1
        assert (
            one.concurrency_options.collision_strategy == served[name].concurrency_options.collision_strategy
        )
        assert one.description == served[name].description
