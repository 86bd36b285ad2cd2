# %%
# Right, in exact fractions.
loses = {}

# %% solution="fair-start"
from fractions import Fraction

weight = Fraction(1, 8)
expected = weight * 272


# %% solution="expected-sizes"
def expected_sizes(n, K):
    return [Fraction(n, K) for _ in range(K)]


# %% solution="mended"
def mended(K):
    return K * (Fraction(1, K),)


# %% solution="one-drops-out"
rise = Fraction(180, 5) - Fraction(180, 6)


# %% solution="gap-to-fair"
def gap_to_fair(R):
    fair = Fraction(len(R), len(R[0]))
    return [sum(column) - float(fair) for column in zip(*R.tolist())]
