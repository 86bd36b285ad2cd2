"""Three made-up data sets, drawn from a seed: run this file to write them beside it."""

from pathlib import Path

import numpy as np

__all__ = ["SETS", "cellars", "leaning", "rooms"]

HERE = Path(__file__).parent


def cellars():
    """Three classes in five dimensions, each with a covariance of its own: 59, 71 and 48 points."""
    rng = np.random.default_rng(178)
    origin = np.array([13.0, 2.5, 100.0, 2.0, 750.0])
    units = np.array([0.8, 1.0, 15.0, 0.6, 250.0])
    centres = np.array(
        [[1.5, 0.0, -1.0, 1.5, 2.0], [-1.5, 0.5, 0.0, 0.5, -1.0], [0.5, 2.0, 2.0, -2.0, 0]]
    )
    draws = []
    for centre, n in zip(centres, (59, 71, 48), strict=True):
        axes, _ = np.linalg.qr(rng.standard_normal((5, 5)))
        widths = rng.uniform(0.3, 1.4, 5)
        draws.append((centre + rng.standard_normal((n, 5)) * widths @ axes.T) * units)
    return np.vstack(draws) + origin, (59, 71, 48)


def leaning():
    """Three ellipses in the plane, leaning one way, of one form but not of one size: 60, 50, 40."""
    rng = np.random.default_rng(150)
    turn = np.array([[0.8, -0.6], [0.6, 0.8]])
    centres = np.array([[0.0, 0.0], [6.0, 2.0], [2.0, 7.0]])
    parts = zip(centres, (0.6, 1.0, 1.7), (60, 50, 40), strict=True)
    draws = [c + s * (rng.standard_normal((n, 2)) * [1.5, 0.5]) @ turn.T for c, s, n in parts]
    return np.vstack(draws), (60, 50, 40)


def rooms():
    """Three balls in space, of different sizes: 30, 40 and 50 points."""
    rng = np.random.default_rng(120)
    centres = np.array([[0.0, 0.0, 0.0], [4.0, 0.0, 2.0], [0.0, 5.0, -2.0]])
    parts = zip(centres, (0.5, 1.0, 1.6), (30, 40, 50), strict=True)
    return np.vstack([c + s * rng.standard_normal((n, 3)) for c, s, n in parts]), (30, 40, 50)


SETS = {"cellars": cellars, "leaning": leaning, "rooms": rooms}


def main():
    """Write each set to a file of its name."""
    for name, draw in SETS.items():
        X, counts = draw()
        labels = np.repeat(range(len(counts)), counts)
        lines = [
            f"# {draw.__doc__}",
            f"# Columns: {X.shape[1]} made-up features (no unit), class (0, 1, 2)",
            "# Source: tests/reference/simulate.py, which draws it again from its seed",
            "# Licence: CC0 1.0, no rights reserved.",
        ]
        rows = [" ".join(f"{x:.3f}" for x in row) for row in X]
        lines += [f"{row} {label}" for row, label in zip(rows, labels, strict=True)]
        (HERE / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
