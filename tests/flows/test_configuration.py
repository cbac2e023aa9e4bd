"""Settings: a flag, else the environment, else newsloom.toml, else the default; secrets are never shown."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from command_line import REPOSITORY

from flows.cli import newsloom
from flows.configured import configuration, configured
from flows.settings import SETTINGS, masked
from tasks.vocabulary.errors import NewsloomError

OF_THE_FILE = {
    name: 7 if setting.bounds else (setting.choices[-1] if setting.choices else f"{name}-of-the-file")
    for name, setting in SETTINGS.items()
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for setting in SETTINGS.values():
        monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(content: str, name: str = "newsloom.toml") -> Path:
    path = Path(name).absolute()
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def written(values: dict[str, object]) -> str:
    return "".join(f"{name} = {value!r}\n" for name, value in values.items())


def doctor(*arguments: str) -> Result:
    return CliRunner().invoke(newsloom, ["doctor", *arguments], env={"COLUMNS": "300"})


def test_without_any_configuration_every_setting_has_its_default() -> None:
    with configuration():
        for name, setting in SETTINGS.items():
            assert configured(name) == (setting.default, "default")


def test_every_setting_can_stand_in_the_file(folder: Path) -> None:
    file = write(written(OF_THE_FILE))
    with configuration():
        for name, given in OF_THE_FILE.items():
            wanted = str(folder / str(given)) if SETTINGS[name].is_path else given
            assert configured(name) == (wanted, str(file.name))
    assert configured("workers") == (None, "default")  # nothing is left in the environment


def test_the_environment_stands_above_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write("workers = 3\nattribution = 'rules'")
    monkeypatch.setenv("NEWSLOOM_WORKERS", "5")
    with configuration():
        assert configured("workers") == (5, "environment NEWSLOOM_WORKERS")
        assert configured("attribution").value == "rules"


def test_a_flag_stands_above_all_and_doctor_tells_where_each_value_comes_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("workers = 3\nbatch_size = 8\nwarehouse = 'wh'")
    monkeypatch.setenv("NEWSLOOM_WORKERS", "5")
    monkeypatch.setenv("NEWSLOOM_INBOX", "in")
    told = told_settings("--workers", "6")
    assert told["workers"] == ("6", "flag --workers")
    assert told["inbox"] == ("in", "environment NEWSLOOM_INBOX")
    assert told["batch_size"] == ("8", "newsloom.toml")
    assert told["port"] == ("4200", "default")
    assert told.keys() >= SETTINGS.keys()


def told_settings(*arguments: str) -> dict[str, tuple[str, str]]:
    from rich.console import Console

    from flows import configured as module
    from flows.doctor_settings import settings_table

    console = Console(width=300, record=True, file=open("/dev/null", "w"))  # noqa: PTH123, SIM115
    flags = dict(zip(arguments[::2], arguments[1::2], strict=True))
    with configuration():
        for flag, value in flags.items():
            module.choose(flag.removeprefix("--").replace("-", "_"), value)
        console.print(settings_table())
    rows = [re.split(r"\s{2,}", line.strip()) for line in console.export_text().splitlines()]
    return {row[0]: (row[1], row[2]) for row in rows if len(row) == 3}


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("wrokers = 2", "there is no setting wrokers; the nearest is workers"),
        ("[s3]\nregion = 'x'", "there is no setting s3; the nearest is"),
        ("workers = 'many'", "workers is a whole number from 0 to 64"),
        ("workers = true", "workers is a whole number from 0 to 64"),
        ("workers = 65", "workers is 65; give a number from 0 to 64"),
        ("runner = 'spark'", "runner is one of local, dask"),
        ("data = 3", "data is a text"),
        ("workers = ", "is not TOML"),
        ("catalog = 'postgres:dbname=lake password=hush'", "holds a password"),
        ("catalog = 'postgresql://loom:hush@db/lake'", "holds a password"),
    ],
)
def test_a_wrong_file_is_one_line_that_names_the_key(content: str, wanted: str) -> None:
    write(content)
    with pytest.raises(NewsloomError, match=r"^newsloom\.toml") as fault, configuration():
        pass
    assert wanted in str(fault.value)
    assert "hush" not in str(fault.value)


def test_a_wrong_variable_is_an_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSLOOM_BATCH_SIZE", "0")
    with pytest.raises(NewsloomError, match="NEWSLOOM_BATCH_SIZE: batch_size is 0"):
        configured("batch_size")


def test_a_file_elsewhere_is_named_and_its_paths_are_beside_it(folder: Path) -> None:
    write("warehouse = 'wh'\ndata = 's3://news/wh'", "conf/mine.toml")
    with configuration(Path("conf/mine.toml")):
        assert configured("warehouse").value == str(folder / "conf" / "wh")
        assert configured("data").value == "s3://news/wh"
    with (
        pytest.raises(NewsloomError, match=r"there is no configuration file conf/none\.toml"),
        configuration(Path("conf/none.toml")),
    ):
        pass


def test_the_command_line_reads_the_file() -> None:
    write("warehouse = 'somewhere'")
    done = CliRunner().invoke(newsloom, ["sql", "select 1"])
    assert re.search("there is no warehouse at .*/somewhere", str(done.exception))
    done = CliRunner().invoke(newsloom, ["sql", "select 1", "--warehouse", "elsewhere"])
    assert re.search("there is no warehouse at .*/elsewhere", str(done.exception))


@pytest.mark.parametrize(
    "secret",
    [
        "postgres:dbname=lake password=hush host=db",
        "postgres:dbname=lake password='hu sh' host=db",
        "postgresql://loom:hush@db/lake",
        "tcp://me:hush@10.0.0.5:8786",
    ],
)
def test_secrets_are_masked(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not re.search("hu ?sh", masked(secret))
    monkeypatch.setenv("NEWSLOOM_CATALOG", secret)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hush")
    told = told_settings()
    assert not re.search("hu ?sh", str(told))
    assert told["AWS_SECRET_ACCESS_KEY"][0].startswith("***")


def test_every_setting_is_documented_as_it_is() -> None:
    text = (REPOSITORY / "docs" / "configuration.md").read_text(encoding="utf-8")
    rows = {row[1]: row[0] for row in re.finditer(r"^\| `(\w+)` \| `--.*$", text, re.MULTILINE)}
    assert list(rows) == list(SETTINGS)
    for name, setting in SETTINGS.items():
        default = setting.otherwise or f"`{setting.default}`"
        wanted = f"| `{name}` | `{setting.flag}` | `{setting.variable}` | {default} | {setting.meaning} |"
        assert rows[name] == wanted


def unwrapped(help_: str) -> str:
    return re.sub(r"\n {10,}", " ", help_)


def test_each_flag_is_the_settings_own() -> None:
    for command in ("run", "up", "doctor"):
        help_ = CliRunner().invoke(newsloom, [command, "--help"], env={"COLUMNS": "200"}).output
        flags = set(re.findall(r"^  (--[a-z0-9-]+) .*\[env var: NEWSLOOM_", unwrapped(help_), re.MULTILINE))
        assert flags <= {setting.flag for setting in SETTINGS.values()}
    assert len(flags) == len(SETTINGS)
