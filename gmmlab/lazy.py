"""A property that is worked out once, at its first use, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

__all__ = ["lazy"]

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
