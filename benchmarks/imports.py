"""What `import gmmlab` costs, beside `import scipy.stats`: fresh interpreters, in turn.

python -m benchmarks.imports
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from statistics import median

from benchmarks.peers import header

__all__ = ["BAR", "main", "seconds"]

BAR = 0.3
"""Times `import scipy.stats`, at most."""

TIMED = "import time; begun = time.process_time(); import {}; print(time.process_time() - begun)"


def seconds(module: str) -> float:
    """Processor time of one import in a new interpreter."""
    command = [sys.executable, "-c", TIMED.format(module)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main(told: list[str] | None = None) -> None:
    """Print the ratio."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.imports")
    parser.add_argument("--quick", action="store_true", help="three rounds in place of nine")
    rounds = 3 if parser.parse_args(told).quick else 9
    modules = ("gmmlab", "scipy.stats", "numpy", "sklearn.mixture")
    print(header())
    spent = [{module: seconds(module) for module in modules} for _ in range(rounds)]
    for module in modules:
        print(f"import {module:16} {1e3 * median(each[module] for each in spent):6.0f} ms")
    ratio = median(each["gmmlab"] / each["scipy.stats"] for each in spent)
    mark = "holds" if ratio <= BAR else "MISSED"
    print(f"gmmlab over scipy.stats: {ratio:.2f} (bar {BAR:g}: {mark})")


if __name__ == "__main__":
    main()
