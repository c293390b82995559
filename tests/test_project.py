"""The project as a whole: its front page is true, its documentation complete, its versions pinned, its files clean."""

from __future__ import annotations

import ast
import enum
import inspect
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
import typer
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import data.vocabulary
from data.schema import Base
from data.settings import ROOT, Settings

ROOMS = ("app", "data", "etl")
FOLDERS = (*ROOMS, "assets", "tests", "docs", ".ci")
TEXTS = {"", ".cfg", ".css", ".csv", ".html", ".js", ".json", ".mako", ".md", ".py", ".sh", ".toml", ".txt", ".yaml", ".yml"}
LONGEST_FILE = 500


def project_files() -> Iterator[Path]:
    """The project's own text files: not what is installed, cached or loaded."""
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXTS)
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in TEXTS and (ROOT / "data" / "var") not in path.parents:
                yield path


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# The front page and the documentation

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
FIRST_SCREEN_LINES = 20


def test_the_first_screen_shows_a_picture_and_the_two_commands() -> None:
    first_screen = "\n".join(text_of("README.md").splitlines()[:FIRST_SCREEN_LINES])
    assert re.search(r"!\[.{20,}\]\(docs/bilder/laget\.png\)", first_screen)
    assert re.search(r"^make run\b", first_screen, re.MULTILINE)
    assert re.search(r"^make test\b", first_screen, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_link_leads_somewhere(page: Path) -> None:
    dead = [link for link in _links(page) if not _leads_somewhere(page, link)]
    assert dead == []


def _links(page: Path) -> list[str]:
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")) if "://" not in link]


def _leads_somewhere(page: Path, link: str) -> bool:
    name, _, heading = link.partition("#")
    target = page.parent / name if name else page
    return target.exists() and (not heading or heading in _headings(target))


def _headings(page: Path) -> set[str]:
    """The anchors that a Markdown page gets from its headings: small letters, hyphens for spaces, no signs."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.casefold()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_make_command_that_is_named_exists(page: Path) -> None:
    named = set(re.findall(r"(?:`|^ *)make (?:PYTHON=\S+ )?([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= _make_targets()


def _make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_folder_and_module_that_is_named_exists(page: Path) -> None:
    named = re.findall(r"`((?:app|data|etl|tests|assets|docs)(?:[./][A-Za-z_]+)*(?:\.py)?)/?`", page.read_text(encoding="utf-8"))
    absent = [name for name in named if not name.startswith("data/var") and not _is_folder_or_module(name)]
    assert absent == []


def _is_folder_or_module(name: str) -> bool:
    path = ROOT / (name if "/" in name else name.replace(".", "/"))
    return path.exists() or path.with_suffix(".py").exists()


def test_the_handbook_tells_of_every_command_and_its_options() -> None:
    from etl.cli.app import app

    handbook = text_of("docs/handbok.md")
    commands = _commands(app)
    assert commands
    missing = [
        word
        for command, options in commands.items()
        for word in (f"`{command}", *options)
        if not re.search(rf"{re.escape(word)}\b", handbook)
    ]
    assert missing == []


def _commands(app: typer.Typer) -> dict[str, list[str]]:
    group = typer.main.get_group(app)
    return {
        name: [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        for name, command in group.commands.items()
    }


def test_the_handbook_tells_of_every_setting_and_its_default() -> None:
    rows = {row[0]: row[1] for row in _table_rows(text_of("docs/handbok.md")) if row[0].startswith("MALBILD_")}
    prefix = Settings.model_config["env_prefix"]
    assert set(rows) == {f"{prefix}{name}".upper() for name in Settings.model_fields}
    told = {name: default for name, default in rows.items() if name != "MALBILD_STORE_URL"}
    assert told == {
        f"{prefix}{name}".upper(): _printed(field.default) for name, field in Settings.model_fields.items() if name != "store_url"
    }


def _printed(default: object) -> str:
    return f"{default:g}" if isinstance(default, float) else str(default)


def _table_rows(markdown: str) -> list[list[str]]:
    return [
        [cell.strip().strip("`*") for cell in line.strip().strip("|").split("|")]
        for line in markdown.splitlines()
        if line.startswith("|")
    ]


def test_the_handbook_shows_the_statuses_as_the_pages_do() -> None:
    from app.text import STATUS_SYMBOL, STATUS_WORD

    told = {(row[0], row[1]) for row in _table_rows(text_of("docs/handbok.md")) if len(row) == 3}
    assert {(STATUS_SYMBOL[status], STATUS_WORD[status]) for status in STATUS_WORD} <= told


def test_the_architecture_tells_of_every_table() -> None:
    architecture = text_of("docs/arkitektur.md")
    assert [name for name in Base.metadata.tables if f"`{name}`" not in architecture] == []


def test_the_glossary_has_every_word_of_the_vocabulary() -> None:
    glossary = text_of("docs/ordlista.md")
    enums = [each for _, each in inspect.getmembers(data.vocabulary, inspect.isclass) if each.__module__ == "data.vocabulary"]
    assert any(issubclass(each, enum.Enum) for each in enums)
    assert [each.__name__ for each in enums if not re.search(rf"`{each.__name__}\b", glossary)] == []


def test_every_decision_stands_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(_links(folder / "README.md"))
    assert listed == {path.name for path in folder.glob("[0-9]*.md")}


def test_make_help_tells_of_every_target_that_people_use() -> None:
    help_text = text_of("Makefile").partition("help:")[2].partition("\n\n")[0]
    assert {*re.findall(r"  make ([a-z]+) ", help_text)} == _make_targets() - {"help", "browser"}


# Versions

PINNED = re.compile(r"[a-z0-9.-]+==[0-9][0-9a-z.+]*(; python_version [<>=]+ \"3\.\d+\")?")


def pinned(*files: str) -> dict[str, str]:
    """Name to version, of everything that these files of requirements pin."""
    requirements = [Requirement(line) for file in files for line in _requirement_lines(file) if not line.startswith("-r")]
    return {canonicalize_name(each.name): str(each.specifier).removeprefix("==") for each in requirements}


def _requirement_lines(file: str) -> list[str]:
    return [line for line in text_of(file).splitlines() if line and not line.startswith("#")]


RUN, ALL = ("requirements.txt",), ("requirements.txt", "requirements-dev.txt")


def test_every_requirement_has_one_version_and_nothing_else() -> None:
    lines = [line for file in ALL for line in _requirement_lines(file)]
    assert [line for line in lines if not PINNED.fullmatch(line)] == ["-r requirements.txt"]


@pytest.mark.parametrize("files", [RUN, ALL], ids=["run", "all"])
def test_what_is_pinned_is_complete(files: tuple[str, ...]) -> None:
    versions = pinned(*files)
    needed = {
        canonicalize_name(requirement.name)
        for name in versions
        for requirement in map(Requirement, distribution(name).requires or [])
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    }
    assert needed - set(versions) == set()


def test_what_is_installed_is_what_is_pinned() -> None:
    versions = pinned(*ALL)
    assert {name: distribution(name).version for name in versions} == versions


@pytest.mark.parametrize(("folders", "files"), [(ROOMS, RUN), (("tests",), ALL)], ids=["run", "tests"])
def test_what_is_imported_is_required(folders: tuple[str, ...], files: tuple[str, ...]) -> None:
    providers = packages_distributions()
    imported = {name for path in python_files(*folders) for name in _imported(path)}
    foreign = imported - {*ROOMS, "tests"} - sys.stdlib_module_names
    versions = pinned(*files)
    unknown = [name for name in foreign if not any(canonicalize_name(each) in versions for each in providers.get(name, []))]
    assert unknown == []


def _imported(path: Path) -> Iterator[str]:
    """The first part of the name of every module that a file imports."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.partition(".")[0]


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    newest = re.search(r"^## \[([^]]+)\]", text_of("CHANGELOG.md"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == version
    assert yaml.safe_load(text_of("publiccode.yml"))["softwareVersion"] == version


# The files

FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp)/\w"),
    "the host of a package registry": re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|deb\.debian\.org"),
    "work left undone": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"),
    "a conflict left unsettled": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    here = Path(__file__)
    held = [
        f"{relative(path)}: {found[0]}"
        for path in project_files()
        if path != here and (found := FORBIDDEN[what].search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert held == []


def test_python_files_are_short_enough_to_overlook() -> None:
    lengths = {relative(path): len(path.read_bytes().splitlines()) for path in python_files(*ROOMS, "tests")}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_what_is_installed_or_loaded_is_not_part_of_the_project() -> None:
    ignored = text_of(".gitignore").split()
    assert {".venv/", "/data/var/"} <= set(ignored)


def test_the_licence_is_whole_and_is_the_one_that_is_stated() -> None:
    licence = text_of("LICENSE")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    articles = [int(number) for number in re.findall(r"^(\d+)\. ?[A-Z]", licence, re.MULTILINE)]
    assert articles == list(range(1, 16))
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in licence
    assert tomllib.loads(text_of("pyproject.toml"))["project"]["license"] == "EUPL-1.2"
    assert yaml.safe_load(text_of("publiccode.yml"))["legal"]["license"] == "EUPL-1.2"


def test_the_entry_in_catalogues_of_public_software_follows_the_standard() -> None:
    entry = yaml.safe_load(text_of("publiccode.yml"))
    required = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    }
    assert required <= set(entry)
    assert set(entry["description"]) == {"sv", "en"}
    for description in entry["description"].values():
        assert len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


def test_all_tests_are_collected_and_no_benchmark_is() -> None:
    left_out = set(tomllib.loads(text_of("pyproject.toml"))["tool"]["pytest"]["ini_options"].get("norecursedirs", []))
    tests = {path for path in python_files("tests") if path.name.startswith("test_")}
    assert [relative(path) for path in tests if left_out & set(path.relative_to(ROOT).parts)] == []
    assert [relative(path) for path in tests if path.parent.name == "benchmarks"] == []


def test_the_continuous_integration_runs_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().endswith("make test")
