"""nbgrader's settings: run its commands in this folder, after `gmmlab build`."""

c = get_config()  # noqa: F821  (nbgrader puts it here)

c.CourseDirectory.course_id = "gmm"
c.CourseDirectory.source_directory = "../build/nbgrader/source"
c.CourseDirectory.release_directory = "../exercises"

# nbgrader gives no points for a cell that writes to standard error, and a warning from numpy does:
# an honest answer that divides by zero on its way must not lose its points to that.
c.Execute.extra_arguments = [
    "--InteractiveShellApp.exec_lines=import warnings; warnings.simplefilter('ignore')"
]
c.Execute.timeout = 60  # seconds a cell
