"""Grading: the student's code behind walls, the teacher's checks beside it, plain data between.

Reading order: `plain` (what may cross), `player` (the student's side), `walls` and `zygote` (what
it is shut in), `judge` (the teacher's side), `plan` and `submission` (what is graded), `worker`
(one submission after another), `book` (nbgrader's gradebook), `rounds` (a whole class).
"""
