"""Explorers: a picture, a few controls, and the state in words.

>>> from gmmlab import datasets
>>> explorer = em(datasets.faithful(), K=3)
>>> explorer.set(K=4, start="random points")
>>> explorer.press("Run to convergence")
"""

from __future__ import annotations

from gmmlab.learn.explore.controls import Preset as Preset
from gmmlab.learn.explore.em import em as em
