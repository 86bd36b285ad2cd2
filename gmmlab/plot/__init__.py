"""Pictures of mixtures: every function draws on the axes it is given and returns them.

Colour is never the only sign: components also have a marker, a line style and a number.  Each
kind of picture has its sentence in `gmmlab.plot.words`, for the alternative text.
"""

from gmmlab.plot.curves import bic_curve as bic_curve
from gmmlab.plot.curves import density1d as density1d
from gmmlab.plot.curves import trace as trace
from gmmlab.plot.planes import density2d as density2d
from gmmlab.plot.planes import ellipses as ellipses
from gmmlab.plot.planes import points as points
from gmmlab.plot.style import LINES as LINES
from gmmlab.plot.style import MARKERS as MARKERS
from gmmlab.plot.style import PALETTE as PALETTE
from gmmlab.plot.style import axes_of as axes_of
from gmmlab.plot.style import mixed_colours as mixed_colours
from gmmlab.plot.style import share_held as share_held
from gmmlab.plot.words import describe as describe
