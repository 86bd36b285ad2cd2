"""A learner's desk: their own copies of the course, a start page, and JupyterLab to open them in."""
