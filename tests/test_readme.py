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
from gmmlab.learn.graph import graph

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
        groups = {group.name for group in app.registered_groups}
        names = [word for word in words if not word.startswith("--")]
        names = names[: 1 + (names[:1] in [[group] for group in groups])]
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


BEHIND = {
    "the fourteen covariance models": "covariances::test_no_neighbour_in_the_family_is_likelier",
    "log-densities to nine digits": "exactness::test_log_densities_are_right_to_nine_digits",
    "many starts as one batch": "races::test_side_by_side_is_one_by_one",
    "scikit-learn's estimator": "estimators::test_every_check_that_theirs_passes_is_passed",
    "sample weights": "weights::test_whole_weights_are_repeated_rows",
    "missing values": "missing::test_a_pass_is_a_sum_of_marginals",
    "a noise component": "noise::test_planted_noise_is_found",
    "a conjugate prior": "priors::test_vvv_is_mclusts",
    "some parameters held fast": "holding::test_a_direct_search_ends_where_holding_does",
    "some labels known": "labelled::test_knowing_all_is_fitting_each_class",
    "blocks from disk or from a cluster": "streams::test_a_cluster_brings_back_the_same",
    "stepwise EM": "streams::test_stepwise_is_the_running_mean_of_the_book",
    "hierarchical starts": "hierarchy::test_ellipses_are_joined_where_it_costs_least",
    "BIC, AIC, ICL over K": "choosing::test_the_winner_is_the_published_one",
    "cross-validated log-likelihood": "validation::test_models_share_their_folds",
    "bootstrap likelihood-ratio": "ratio_tests::test_a_component_that_is_not_there_is_not_found",
    "bootstrap standard errors": "bootstrap::test_standard_errors_are_those_of_mclust",
    "marginals and conditionals": "conditioning::test_the_density_factorises",
    "calibrated anomaly scores": "outliers::test_points_of_the_mixture_have_uniform_tails",
    "components matched": "matching::test_no_other_pairing_costs_less",
    "components merged by entropy": "merging::test_mclust_merges_the_same_pairs",
    "discriminant analysis": "discriminant::test_mclustda_on_iris",
    "variational Bayes": "variational::test_every_step_agrees_with_scikit_learn",
    "every EM step to stop at": "laws::test_the_likelihood_never_falls",
}
"""Rows of the table "Beside the others" by how they begin, and the test behind our tick."""


def ticked(page):
    """What the table says that gmmlab has."""
    rows = re.findall(r"^\| ([^|]+) \| ✓ \|(?:[^|]*\|){3}$", page, re.MULTILINE)
    return [row.strip() for row in rows]


def test_behind_every_tick_stands_a_test():
    rows = ticked(text("README.md"))
    assert len(rows) == len(BEHIND)
    for row in rows:
        (behind,) = (test for begin, test in BEHIND.items() if row.startswith(begin))
        module, _, name = behind.partition("::")
        source = text(f"tests/test_{module}.py")
        assert f"def {name or 'test_'}" in source, row


def test_so_many_lessons_are_written():
    words = {"thirty-seven": 37, "four": 4, "two": 2}
    page = text("README.md").lower()
    written = {path.stem for path in ROOT.glob("lessons/*/*.ipynb")}
    labs, exams = ({page.slug for page in pages} for pages in (graph().labs, graph().exams))
    said = re.search(r"(\S+) lessons are written, with (\S+) labs, (\S+) exams", page)
    assert [words[word] for word in said.groups()] == [len(written - labs), len(labs), len(exams)]
