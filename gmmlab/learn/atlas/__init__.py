"""The map of the course: where a learner stands, what comes next, and all that there is.

Read in this order: `lines` and `layout` (where every topic stands), `shown`, `view` and `words`
(what is shown of a learner, and how it is said), `marks` and `drawing` (how it looks), `offer`
(which lessons and questions there are), `saved` (the picture that stays), `telling` and `widget`
(the browser's part, with the scripts beside them).
"""

from __future__ import annotations

from gmmlab.learn.atlas.widget import CourseMap as CourseMap
from gmmlab.learn.atlas.widget import course_map as course_map

__all__ = ["CourseMap", "course_map"]
