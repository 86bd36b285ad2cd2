"""The same questions put to gmmlab and to scikit-learn, side by side."""

from __future__ import annotations

from gmmlab.teach.sheet.paper import MONO, QUIET, SMALL, Box, Paper

__all__ = ["CALLS", "calls"]

CALLS = (
    ("fit = best_fit(X, 2)", "g = GaussianMixture(2)"),
    ("m = fit.mixture", "g.fit(X)"),
    ("m.weights, m.means", "g.weights_, g.means_"),
    ("m.covariances", "g.covariances_"),
    ("fit.responsibilities", "g.predict_proba(X)"),
    ("fit.labels", "g.predict(X)"),
    ("m.log_density(X)", "g.score_samples(X)"),
    ("fit.log_likelihood", "g.score(X) * len(X)"),
    ("bic(fit), aic(fit)", "g.bic(X), g.aic(X)"),
    ("icl(fit)", ""),
    ("m.sample(5)", "g.sample(5)"),
    ("anomaly_scores(m, X)", ""),
    ("m_step(e_step(X, m))", ""),
    ("kmeans(X, m)", "KMeans(2).fit(X)"),
)
"""What to write, and what to write there; nothing where there is no such call."""


def calls(paper: Paper, box: Box) -> None:
    """Set the table of calls."""
    y = paper.panel("calls", box, 8, "In code")
    columns = (box.left, box.left + 102)
    for x, name in zip(columns, ("gmmlab", "scikit-learn"), strict=True):
        paper.write(x, y, name, weight="bold", color=QUIET)
    lead = 10.6
    for row, pair in enumerate(CALLS, 1):
        if row % 2:
            paper.tint(Box(box.left - 2, y - row * lead - 2.6, box.width + 2, lead))
        for x, call in zip(columns, pair, strict=True):
            if call:
                paper.write(x, y - row * lead, call, SMALL, family=MONO)
            else:
                paper.write(x, y - row * lead, "–", SMALL, color=QUIET)
    paper.lines(
        box.left, box.bottom + 12,
        [
            "gmmlab.GaussianMixture has scikit-learn's names,",
            "the fourteen types above, and .icl(X).",
        ],
    )  # fmt: skip
