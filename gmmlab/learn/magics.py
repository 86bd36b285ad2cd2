"""What a notebook has beyond Python, for whoever runs its cells without a kernel."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

__all__ = ["Magics", "display", "without_magics"]

WATCHERS = ("time", "timeit", "capture", "prun")
"""Magics that only watch the cell below them."""


class Magics:
    """What stands for IPython: code below or behind a magic is run, commands are not.

    Parameters
    ----------
    names : dict of str to object
        The notebook's.

    Examples
    --------
    >>> names = {}
    >>> Magics(names).run_cell_magic("time", "", "x = 1")
    >>> names["x"], Magics(names).getoutput("ls")
    (1, [])
    """

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names

    def run_line_magic(self, name: str, line: str, *_: object, **__: object) -> None:
        """Run the statement that `%time` watches, and nothing else."""
        if name == "time":
            exec(without_magics(line), self.names)

    def run_cell_magic(self, name: str, line: str, cell: str) -> None:
        """Run the cell below a magic that only watches it."""
        if name in WATCHERS:
            exec(without_magics(cell), self.names)

    def system(self, command: str) -> None:
        """Run no commands."""

    def getoutput(self, command: str, *_: object, **__: object) -> list[str]:
        """Run no commands."""
        return []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_, **__: None


def display(*things: object, **_: object) -> None:
    """Print how things show themselves."""
    for thing in things:
        print(repr(thing))


def without_magics(text: str) -> str:
    r"""The Python for a cell with magics, in IPython's own words; as it is where IPython is not.

    Examples
    --------
    >>> without_magics("%time x = 1\nx?")
    "get_ipython().run_line_magic('time', 'x = 1')\nget_ipython().run_line_magic('pinfo', 'x')\n"
    """
    try:
        return _transformer()(text)
    except SyntaxError:
        return text  # and Python will say what is wrong with it


@cache
def _transformer() -> Callable[[str], str]:
    try:
        from IPython.core.inputtransformer2 import TransformerManager
    except ImportError:
        return str
    transformed: Callable[[str], str] = TransformerManager().transform_cell
    return transformed
