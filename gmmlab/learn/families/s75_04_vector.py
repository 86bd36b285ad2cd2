"""Moved."""

from gmmlab.learn.several import Vector as Vector
