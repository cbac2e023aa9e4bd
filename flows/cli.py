"""The command line: `newsloom run`, `up`, `sql`, `export`, `snapshots`, `diff`, `check`, `doctor`, `completion`.

Prefect, spaCy and DuckDB are imported only by the commands that need them.
"""

import os
import sys
from glob import glob
from pathlib import Path
from typing import Any

import click

from flows.configured import PLACE_OF_FILE, configuration, number, text
from flows.flags import RUNNING, SERVING, settings, warehouse_option
from tasks.vocabulary.errors import NewsloomError

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Commands(click.Group):
    """The commands; a reader that goes away early, as in `newsloom sql … | head`, is no error."""

    def invoke(self, ctx: click.Context) -> Any:
        """Call a command, and write out all that it has printed."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # click itself would end with status 1 and not say why
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None
        return result


@click.group(cls=Commands, context_settings=CONTEXT)
@click.version_option(package_name="newsloom", message="newsloom %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option(
    "--config",
    envvar=PLACE_OF_FILE,
    show_envvar=True,
    type=click.Path(path_type=Path),
    help="File of settings.  [default: newsloom.toml, if it is in the current folder]",
)
@click.pass_context
def newsloom(context: click.Context, debug: bool, config: Path | None) -> None:
    """Raw news articles in, a warehouse of who said what out.

    \b
    newsloom run seeds/newsroom
    newsloom sql "from quote_summary limit 5"
    """
    context.obj = debug
    context.with_resource(configuration(config))


@newsloom.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@warehouse_option
@click.option(
    "--reprocess", is_flag=True, help="Derive every document of the warehouse again from its raw bytes."
)
@click.option(
    "--stage",
    type=click.Choice(["clean", "enrich"]),
    default="clean",
    show_default=True,
    help="With --reprocess: the first stage to run again; enrich keeps the cleaned articles as they are.",
)
@click.option(
    "--repair",
    is_flag=True,
    help="Set damaged data files aside and derive again just what they held; `check --deep` finds them.",
)
@settings(*RUNNING)
@click.option("--verbose", is_flag=True, help="Show Prefect's own log lines too.")
def run(
    inputs: tuple[str, ...], warehouse: str, *, reprocess: bool, stage: str, repair: bool, verbose: bool
) -> None:
    """Take in files, folders and globs: clean, find duplicates, enrich, publish one snapshot.

    What the warehouse has already is passed over. What cannot be read is a row in `rejections`.

    \b
    newsloom run seeds/newsroom
    newsloom run inbox/ 'archive/*.warc.gz' --warehouse /data/warehouse
    newsloom run archive/ --runner dask --dask-address tcp://10.0.0.5:8786 --staging /shared/staging
    """
    if not inputs and not reprocess and not repair:
        raise click.UsageError("nothing to read: name files, folders or globs, or --reprocess")
    if repair and (inputs or reprocess or stage != "clean"):
        raise click.UsageError("--repair goes alone: it finds itself what to derive again")
    if stage != "clean" and (inputs or not reprocess):
        raise click.UsageError(f"--stage {stage} goes with --reprocess, without inputs")
    missing = [name for name in inputs if not (Path(name).exists() or glob(name, recursive=True))]  # noqa: PTH207 - a pattern may be absolute
    if inputs and len(missing) == len(inputs):
        raise click.UsageError(f"no such file or folder: {', '.join(missing)}")
    from flows.run_command import run_pipeline

    again = {"reprocess": reprocess, "stage": stage, "damaged": repair}
    run_pipeline({"inputs": list(inputs), "warehouse": warehouse, **again}, verbose=verbose)
    if missing:
        raise NewsloomError(f"no such file or folder: {', '.join(missing)}; the other inputs were taken in")


@newsloom.command()
@warehouse_option
@settings(*SERVING, *RUNNING)
def up(warehouse: str) -> None:
    """Poll feeds, take in what is dropped in the inbox, maintain the warehouse every night, and show it all in the Prefect UI.

    Ctrl-C or SIGTERM stops all of it; the schedules go on at the next start.

    \b
    newsloom up
    newsloom up --inbox /srv/scrapes --feeds /srv/feeds.toml --every 5
    """
    from flows.up import up as serve

    paths = {"warehouse": warehouse, "inbox": text("inbox"), "feeds": text("feeds")}
    absolute = {name: Path(place).expanduser().absolute() for name, place in paths.items()}
    serve(text("host"), number("port"), **absolute, every_minutes=number("every"))


@newsloom.command()
@click.argument("query", required=False)
@warehouse_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "parquet"]),
    default="table",
    show_default=True,
)
@click.option("--at", "snapshot", type=int, default=None, help="Ask an earlier snapshot.")
def sql(query: str | None, warehouse: str, form: Any, snapshot: int | None) -> None:
    """Ask the warehouse, read-only; without a query, open a prompt.

    \b
    newsloom sql "select speaker_name, text from quotes limit 5"
    newsloom sql "from quote_variants" --format csv > variants.csv
    """
    from flows.ask import ask, prompt

    if query is None:
        prompt(warehouse, snapshot)
    else:
        ask(warehouse, query, form, snapshot)


@newsloom.command()
@click.argument("folder", type=click.Path(file_okay=False))
@warehouse_option
def export(folder: str, warehouse: str) -> None:
    """Write every table and view of one snapshot to FOLDER as plain Parquet.

    \b
    newsloom export export/
    """
    from tasks.lake.connect import Warehouse
    from tasks.lake.export import export as export_tables

    written = export_tables(Warehouse.at(warehouse), Path(folder))
    click.echo(f"{len(written.rows)} tables and views of snapshot {written.snapshot_id} are in {folder}")


@newsloom.command()
@warehouse_option
def snapshots(warehouse: str) -> None:
    """List the warehouse's history: id, time, run, rows added to each table.

    \b
    newsloom snapshots
    """
    from flows.ask import show_snapshots

    show_snapshots(warehouse)


@newsloom.command()
@click.argument("earlier", type=int)
@click.argument("later", type=int)
@warehouse_option
def diff(earlier: int, later: int, warehouse: str) -> None:
    """Show what changed between two snapshots.

    \b
    newsloom diff 2 3
    """
    from flows.ask import show_diff

    show_diff(warehouse, earlier, later)


@newsloom.command()
@warehouse_option
@click.option("--deep", is_flag=True, help="Also read every data file and compare its checksum.")
def check(warehouse: str, deep: bool) -> None:
    """Run the data tests of sql/checks; any row that offends is shown, and the exit status is 1.

    \b
    newsloom check
    """
    from flows.ask import show_checks

    if not show_checks(warehouse, deep=deep):
        raise SystemExit(1)


@newsloom.command()
@warehouse_option
@settings(*RUNNING, *SERVING)
def doctor(warehouse: str) -> None:
    """Say what is set and by what, what is installed, what is wrong and how to mend it.

    \b
    newsloom doctor
    newsloom doctor --runner dask --dask-address tcp://10.0.0.5:8786
    """
    from flows.doctor import examine

    if not examine(warehouse):
        raise SystemExit(1)


@newsloom.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    newsloom completion bash > ~/.local/share/bash-completion/completions/newsloom
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise NewsloomError(f"no completion for {shell}")
    click.echo(kind(newsloom, {}, "newsloom", "_NEWSLOOM_COMPLETE").source())


def main() -> None:
    """Run the command line; an error is one line on stderr, with its traceback only under --debug."""
    debug = "--debug" in sys.argv[1:] or bool(os.environ.get("NEWSLOOM_DEBUG"))
    try:
        newsloom(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        click.echo("newsloom: stopped", err=True)
        sys.exit(130)
    except Exception as error:
        if debug:
            raise
        known = isinstance(error, NewsloomError)
        hint = "" if known else f" ({type(error).__name__}; newsloom --debug shows where)"
        click.echo(f"newsloom: {' '.join(str(error).split()) or type(error).__name__}{hint}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
