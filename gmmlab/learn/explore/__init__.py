"""Explorers: a picture, a few controls, and the state in words.

>>> from gmmlab import datasets
>>> explorer = em(datasets.faithful(), K=3)
>>> explorer.set(K=4, start="random points")
>>> explorer.press("Run to convergence")
"""

from __future__ import annotations

from gmmlab.learn.explore.controls import Choice as Choice
from gmmlab.learn.explore.controls import Preset as Preset
from gmmlab.learn.explore.controls import Scale as Scale
from gmmlab.learn.explore.controls import Slider as Slider
from gmmlab.learn.explore.drag import drag as drag
from gmmlab.learn.explore.em import em as em
from gmmlab.learn.explore.sketch import sketch as sketch
from gmmlab.learn.explore.sketch import steps as steps
