"""What pictures of a choice say, in words: between models, between clusterings, between starts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from gmmlab.merging import elbow, linkage
from gmmlab.plot.contest import FATES, LOST, fate
from gmmlab.plot.words import listed, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gmmlab.choosing import Criterion, Selection
    from gmmlab.merging import Clustering
    from gmmlab.races import Race

__all__ = ["describe_entropy", "describe_merges", "describe_race", "describe_selection"]

SAID = ("went to the end", "were dropped", "collapsed", "lost a component")


def describe_selection(chosen: Selection, criterion: str | Criterion | None = None) -> str:
    """Say what `gmmlab.plot.selection` shows: the models, the least, and the next.

    Examples
    --------
    >>> from gmmlab import datasets
    >>> from gmmlab.choosing import select
    >>> describe_selection(select(datasets.faithful().X, K=(1, 2, 3), shapes=("EEE", "VVV")))
    'BIC of 6 models, 2 shapes with 1 to 3 components. Least: EEE with 3 components, 2314.3.
    Next: VVV with 2 components, 7.9 more.'
    """
    chosen = chosen if criterion is None else chosen.by(criterion)
    values = chosen.table["value"].ravel()
    lost = int(np.isnan(values).sum())
    out = f" {lost} could not be compared." if lost else ""
    won = chosen.winner
    first = chosen.cells.index(won)
    others = [i for i in np.argsort(values) if i != first and np.isfinite(values[i])]
    rival = chosen.cells[others[0]] if others else None
    behind = f" Next: {_model(rival.shape, rival.K)}, " if rival else ""
    more = f"{number(float(values[others[0]] - values[first]))} more." if others else ""
    return (
        f"{chosen.title} of {len(values)} models, {_count(len(chosen.shapes), 'shape')} with "
        f"{_range(chosen.K)} components.{out} Least: {_model(won.shape, won.K)}, "
        f"{number(float(values[first]))}.{behind}{more}"
    )


def _model(shape: str, K: int) -> str:
    return f"{shape} with {_count(K, 'component')}"


def _count(n: int, thing: str) -> str:
    return f"{n} {thing}{'' if n == 1 else 's'}"


def _range(K: Sequence[int]) -> str:
    """1 to 9 if all of these, else each."""
    low, high = min(K), max(K)
    every = len(K) > 2 and sorted(K) == [*range(low, high + 1)]
    return f"{low} to {high}" if every else listed(map(str, sorted(K)))


def describe_entropy(merges: Sequence[Clustering]) -> str:
    """Say what `gmmlab.plot.entropy_curve` shows: the entropies, and where the elbow is.

    Examples
    --------
    >>> from gmmlab import best_fit, datasets
    >>> from gmmlab.merging import merge
    >>> describe_entropy(merge(best_fit(datasets.faithful().X, 4, rng=0)))
    'Entropy as components are merged: 93.3 nats with 4 clusters, 27 with 3, 1.18 with 2, 0 with 1.
    Two straight lines meet at the elbow, 2 clusters.'
    """
    first, *rest = [(number(step.entropy), step.K) for step in merges]
    listed = [f"{first[0]} nats with {_count(first[1], 'cluster')}"]
    listed += [f"{entropy} with {K}" for entropy, K in rest]
    bend = (
        f"Two straight lines meet at the elbow, {_count(elbow(merges).K, 'cluster')}."
        if len(merges) > 2
        else "Too few for an elbow."
    )
    return f"Entropy as components are merged: {', '.join(listed)}. {bend}"


def describe_merges(merges: Sequence[Clustering]) -> str:
    """Say what `gmmlab.plot.merge_tree` shows: who joins whom, and the clusters at the elbow.

    Examples
    --------
    >>> from gmmlab import best_fit, datasets
    >>> from gmmlab.merging import merge
    >>> describe_merges(merge(best_fit(datasets.faithful().X, 4, rng=0)))
    'Components that merge, and the entropy removed by then: 1 with 3, 66.3 nats; 2 with 4, 92.1;
    1+3 with 2+4, 93.3. Cut at the elbow into 2 clusters: 1+3; 2+4.'
    """
    heights = linkage(merges)[:, 2].tolist()
    joined = [step.merged for step in merges if step.merged]
    steps = [
        f"{_named(pair.left)} with {_named(pair.right)}, {number(height)}{'' if i else ' nats'}"
        for i, (pair, height) in enumerate(zip(joined, heights, strict=True))
    ]
    said = f"Components that merge, and the entropy removed by then: {'; '.join(steps)}."
    if len(merges) <= 2:
        return f"{said} Too few for an elbow."
    chosen = elbow(merges)
    clusters = "; ".join(map(_named, chosen.clusters))
    return f"{said} Cut at the elbow into {_count(chosen.K, 'cluster')}: {clusters}."


def _named(cluster: Sequence[int]) -> str:
    """Components by the numbers that pictures give them."""
    return "+".join(str(k + 1) for k in cluster)


def describe_race(result: Race) -> str:
    """Say what `gmmlab.plot.race` shows: who started, what became of them, and who won.

    Examples
    --------
    >>> import gmmlab
    >>> describe_race(gmmlab.race(gmmlab.datasets.faithful().X, 3, rng=0))
    '105 starts: 40 from random points, 40 from kmeans plusplus, 20 from random
    responsibilities, 5 from kmeans labels. Of these 3 went to the end, 102 were dropped. The
    winner, from random points, has log-likelihood −1114.4, 4.77 nats more than the best
    finalist that ended elsewhere.'
    """
    everyone = [*result.finalists, *result.dropped]
    kinds = Counter(runner.start for runner in everyone).most_common()
    fates = Counter(fate(result, runner) for runner in everyone)
    began = ", ".join(f"{times} from {kind}" for kind, times in kinds)
    told = zip((*FATES, LOST), SAID, strict=True)
    ended = ", ".join(f"{fates[one]} {said}" for one, said in told if fates[one])
    alone = "as every other finalist" if len(result.finalists) > 1 else "the only finalist"
    lead = (
        alone
        if np.isinf(result.lead)
        else f"{number(result.lead)} nats more than the best finalist that ended elsewhere"
    )
    thin = " One of its components collapsed." if result.winner.collapsed else ""
    return (
        f"{_count(len(everyone), 'start')}: {began}. Of these {ended}. The winner, from "
        f"{result.winner.start}, has log-likelihood {number(result.winner.log_likelihood)}, "
        f"{lead}.{thin}"
    )
