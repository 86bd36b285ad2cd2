"""What is worked out, or loaded, once: at its first use, and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Generic, TypeVar, overload

__all__ = ["at_first_use", "lazy"]

Value = TypeVar("Value")


class lazy(Generic[Value]):
    """What `functools.cached_property` is, without the lock that Python 3.11 puts around it.

    Examples
    --------
    >>> class Circle:
    ...     radius = 2.0
    ...     @lazy
    ...     def area(self):
    ...         return 3.14 * self.radius**2
    >>> Circle().area
    12.56
    """

    def __init__(self, compute: Callable[[Any], Value]) -> None:
        self.compute = compute
        self.name = compute.__name__
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> lazy[Value]: ...

    @overload
    def __get__(self, owner: object, kind: type) -> Value: ...

    def __get__(self, owner: object | None, kind: type) -> lazy[Value] | Value:
        """Compute, and put the value where the next look-up finds it first."""
        if owner is None:
            return self
        value = owner.__dict__[self.name] = self.compute(owner)
        return value


def at_first_use(
    names: dict[str, Any], homes: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """A package's `__getattr__` and `__dir__`: its names are loaded when they are asked for.

    Parameters
    ----------
    names : dict of str to object
        The package's own, as ``globals()`` gives them.
    homes : mapping of str to str
        Which of the package's modules each further name lives in.

    Examples
    --------
    >>> loaded, listed = at_first_use({"__name__": "gmmlab"}, {"lazy": "lazy"})
    >>> loaded("lazy").__name__, listed()
    ('lazy', ['__name__', 'lazy'])
    """
    package = names["__name__"]

    def loaded(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = names[name] = getattr(import_module(f"{package}.{homes[name]}"), name)
        return value

    def listed() -> list[str]:
        return sorted({*names, *homes})

    return loaded, listed
