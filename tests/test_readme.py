"""What README, CONTRIBUTING and CITATION say is so: links, commands, examples, version."""

import doctest
import re
import shlex
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from gmmlab.cli import app

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "CONTRIBUTING.md")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
COMMAND = re.compile(r"`((?:make|gmmlab|\.ci/run)(?: [^`]+)?)`")
TARGETS = set(re.findall(r"^(\w+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


def text(page):
    return (ROOT / page).read_text(encoding="utf-8")


def dead(prose):
    """Links of a page that lead to nothing in the repository."""
    targets = (target.partition("#")[0] for _, _, target in LINK.findall(prose))
    inside = (target for target in targets if target and "://" not in target)
    return [target for target in inside if not (ROOT / target).exists()]


def commands(prose):
    """Every command of ours on a page, from its code blocks and from its sentences."""
    blocks = (block for language, block in FENCE.findall(prose) if language in ("", "bash", "sh"))
    lines = (line.partition("#")[0].strip() for block in blocks for line in block.splitlines())
    ours = [line for line in lines if re.match(r"(make|gmmlab|\.ci/run)\b", line)]
    return ours + COMMAND.findall(FENCE.sub("", prose))


def exists(command):
    """Whether a command is one of ours, with options that it has."""
    name, *words = shlex.split(command)
    if name == "make":
        return {word for word in words if "=" not in word} <= TARGETS
    if name == "gmmlab":
        options = [word for word in words if word.startswith("--")]
        names = [word for word in words if not word.startswith("--")][:1]
        told = CliRunner().invoke(app, [*names, "--help"], env={"COLUMNS": "150"})
        return told.exit_code == 0 and all(option in told.output for option in options)
    return (ROOT / name).exists()


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page):
    assert dead(text(page)) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_picture_says_what_it_shows(page):
    assert all(alt.strip() for picture, alt, _ in LINK.findall(text(page)) if picture)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_exists(page):
    found = commands(text(page))
    assert {"make start", "make test"} & set(found)
    assert [command for command in found if not exists(command)] == []


def test_a_lie_would_be_noticed():
    assert dead("[x](no/such/file) [y](https://example.org) [z](README.md#x)") == ["no/such/file"]
    assert commands("`make x`\n```\ngmmlab y  # z\n```\n") == ["gmmlab y", "make x"]
    lies = ("make coffee", "gmmlab fly", "gmmlab start --fly", "./no/such/command")
    assert not any(exists(lie) for lie in lies)


@pytest.mark.parametrize("page", PAGES)
def test_every_example_runs(page):
    for language, block in FENCE.findall(text(page)):
        if language == "python" and ">>>" in block:
            example = doctest.DocTestParser().get_doctest(block, {}, page, page, 0)
            assert doctest.DocTestRunner().run(example).failed == 0
        elif language == "python":
            subprocess.run([sys.executable, "-W", "error", "-c", block], check=True, timeout=120)


def test_the_citation_is_of_this_version():
    cited = yaml.safe_load(text("CITATION.cff"))
    project = tomllib.loads(text("pyproject.toml"))["project"]
    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= cited.keys()
    assert cited["version"] == project["version"] == version("gmmlab")


def test_constraints_name_public_versions_only():
    lines = text(".ci/constraints.txt").splitlines()
    assert all(re.fullmatch(r"[\w.-]+==[\w.!+]+", line) for line in lines)
    assert [line for line in lines if line.startswith("gmmlab")] == []
