"""The words of the command line's own help and errors, in Swedish."""

from __future__ import annotations

import re
import sys
from typing import Any

from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

_USAGE = (("Usage: ", "Användning: "), ("[OPTIONS]", "[VAL]"), ("COMMAND [ARGS]...", "KOMMANDO …"))
_SHOW_HELP = "Visa den här hjälpen."

_PANELS = {
    "OPTIONS_PANEL_TITLE": "Val",
    "ARGUMENTS_PANEL_TITLE": "Argument",
    "COMMANDS_PANEL_TITLE": "Kommandon",
    "DEFAULT_STRING": "[förval: {}]",
    "REQUIRED_LONG_STRING": "[måste anges]",
}

_ERRORS = (
    (re.compile(r"No such option: (?P<what>\S+).*", re.DOTALL), "Valet {what} finns inte."),
    (re.compile(r"No such command '(?P<what>.*?)'.*", re.DOTALL), "Kommandot {what} finns inte."),
    (re.compile(r"Missing command\."), "Ange ett kommando."),
    (re.compile(r"Missing argument '?(?P<what>[^'.]*)'?\."), "{what} måste anges."),
    (re.compile(r"Missing option '?(?P<what>[^'.]*)'?\."), "Valet {what} måste anges."),
    (re.compile(r"Got unexpected extra argument\(s\) \((?P<what>.*)\)"), "För många argument: {what}."),
    (re.compile(r"Option '(?P<what>.*?)' requires an argument\."), "Valet {what} måste följas av ett värde."),
    (re.compile(r"Option '(?P<what>.*?)' does not take a value\."), "Valet {what} tar inget värde."),
    (re.compile(r"Invalid value for '?(?P<what>.*?)'?: .*", re.DOTALL), "Värdet för {what} går inte att tolka."),
)


def in_swedish(error: TyperException, program: str) -> str:
    """What is wrong with how the command was written, and where help is."""
    said = error.format_message() if hasattr(error, "format_message") else str(error)
    for pattern, words in _ERRORS:
        if found := pattern.fullmatch(said):
            said = words.format(**found.groupdict())
            break
    context = getattr(error, "ctx", None)
    return f"{said}\nHjälp: {context.command_path if context else program} --help"


def _usage_in_swedish(usage: str) -> str:
    for english, swedish in _USAGE:
        usage = usage.replace(english, swedish)
    return usage


def _name_panels() -> None:
    from typer import rich_utils  # heavy, and needed for help alone

    for name, words in _PANELS.items():
        setattr(rich_utils, name, words)


def paragraphs(*texts: str) -> str:
    """A help text of paragraphs, each to be wrapped to the width of the terminal."""
    return "\n\n".join(texts)


class SwedishCommand(TyperCommand):
    """A command whose help is Swedish from top to bottom."""

    def get_usage(self, ctx: Any) -> str:
        return _usage_in_swedish(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _described(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _name_panels()
        super().format_help(ctx, formatter)


class SwedishGroup(TyperGroup):
    """The group of all commands, likewise."""

    def get_usage(self, ctx: Any) -> str:
        return _usage_in_swedish(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _described(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _name_panels()
        super().format_help(ctx, formatter)


def _described(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = _SHOW_HELP
    return option


def say(message: str) -> None:
    """Tell the person at the terminal, beside what the command gives."""
    print(message, file=sys.stderr)
