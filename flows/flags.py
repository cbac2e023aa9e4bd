"""The flags of the settings, as decorators for the command line's commands."""

from collections.abc import Callable
from typing import Any

import click
from click.core import ParameterSource

from flows.configured import choose
from flows.settings import SETTINGS, Setting

PLACES = ("catalog", "data", "s3_endpoint", "s3_region")
RUNNING = ("staging", "entities", "runner", "dask_address", "workers", "batch_size", "attribution", "model")
SERVING = ("host", "port", "inbox", "feeds", "every")


def settings(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the flags of some settings. Their values go to the environment, not to the command."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for name in reversed(names):
            command = _option(SETTINGS[name])(command)
        return command

    return decorate


def warehouse_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--warehouse` and where its parts lie; the command is called with the warehouse's folder."""
    return _option(SETTINGS["warehouse"], is_passed=True)(settings(*PLACES)(command))


def _option(
    setting: Setting, *, is_passed: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    kind: click.ParamType[Any] = click.Choice(setting.choices) if setting.choices else click.STRING
    if setting.metavar == "FOLDER":
        kind = click.Path(file_okay=False)
    elif setting.metavar == "FILE":
        kind = click.Path(dir_okay=False)
    elif setting.bounds:
        kind = click.IntRange(*setting.bounds)
    return click.option(
        setting.flag,
        setting.name,
        type=kind,
        default=setting.default,
        show_default=setting.otherwise or True,
        envvar=setting.variable,
        show_envvar=True,
        metavar=setting.metavar,
        help=setting.meaning,
        callback=_note,
        expose_value=is_passed,
    )


def _note(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Let what was said on the command line stand above the environment."""
    if parameter.name and context.get_parameter_source(parameter.name) == ParameterSource.COMMANDLINE:
        choose(parameter.name, value)
    return value
