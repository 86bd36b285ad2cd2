"""A learner's desk: own copies of the course, a start page, and JupyterLab around them."""
