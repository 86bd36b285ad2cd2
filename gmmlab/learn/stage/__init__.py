"""The stage: a picture whose marks move, drawn by matplotlib once and by the browser ever after.

Read in this order: `panels` (what stands still, and one state), `layers`, `fills` and `handles`
(the kinds of marks), `scene` (both together, packed), `picture` (matplotlib's part), `base`
(dials), `widget` (the browser's part, with stage.js) and `fallback` (where anywidget is missing).
"""

from __future__ import annotations

from gmmlab.learn.stage.base import Dial as Dial
from gmmlab.learn.stage.base import Key as Key
from gmmlab.learn.stage.base import Source as Source
from gmmlab.learn.stage.fallback import ImageStage as ImageStage
from gmmlab.learn.stage.fills import Area as Area
from gmmlab.learn.stage.fills import Bars as Bars
from gmmlab.learn.stage.handles import Handles as Handles
from gmmlab.learn.stage.handles import Touch as Touch
from gmmlab.learn.stage.layers import Dots as Dots
from gmmlab.learn.stage.layers import Ellipses as Ellipses
from gmmlab.learn.stage.layers import Layer as Layer
from gmmlab.learn.stage.layers import Line as Line
from gmmlab.learn.stage.layers import Marks as Marks
from gmmlab.learn.stage.layers import Text as Text
from gmmlab.learn.stage.panels import GATHERED as GATHERED
from gmmlab.learn.stage.panels import LINEAR as LINEAR
from gmmlab.learn.stage.panels import Frame as Frame
from gmmlab.learn.stage.panels import Panel as Panel
from gmmlab.learn.stage.panels import Scale as Scale
from gmmlab.learn.stage.scene import Arrangement as Arrangement
from gmmlab.learn.stage.scene import Scene as Scene

try:
    from gmmlab.learn.stage.widget import Stage as Stage
except ImportError:  # no anywidget here
    Stage = ImageStage  # type: ignore[misc]
