# %%
# Right, with a file of her own (here its text), three columns, a diagonal type, and an estimator.
loses = {}

# %% solution="data"
from io import StringIO

rng = np.random.default_rng(8)
kinds = rng.integers(0, 2, 90)
lines = [
    f"{rng.normal(20 + 6 * k, 1):.2f},{rng.normal(40 - 9 * k, 2):.2f},{rng.normal(3, 1 + k):.3f}"
    for k in kinds
]
X = np.loadtxt(
    StringIO("\n".join(["wing,weight,song", *lines])), delimiter=",", skiprows=1
).tolist()
features = ("wing (mm)", "weight (g)", "song (s)")

# %% solution="candidates"
candidates, models = [], {}
for K in (3, 1, 2):
    model = gmmlab.GaussianMixture(K, covariance_type="diag", n_init=10, random_state=0, tol=1e-9)
    models[K] = model.fit(X)
    free = (K - 1) + 2 * 3 * K
    candidates.append([K, "diag", model.score(X) * len(X), free, model.bic(np.array(X))])

# %% solution="fit"
chosen = [2, "diag"]
weights, means = models[2].weights_.tolist(), models[2].means_.tolist()
covariances = [np.diag(v).tolist() for v in models[2].covariances_]
log_likelihood = [models[2].score(X) * len(X)]

# %% solution="held-out"
test = [i for i in range(90) if i % 4 == 1]
train = [i for i in range(90) if i % 4 != 1]
seen = [X[i] for i in train]
model = gmmlab.GaussianMixture(2, covariance_type="diag", n_init=5, random_state=1).fit(seen)
trained = [model.weights_, model.means_, [np.diag(v) for v in model.covariances_]]
held_out = model.score([X[i] for i in test])
plain = gmmlab.GaussianMixture(1, random_state=0).fit(seen)
baseline = plain.score([X[i] for i in test])

# %% solution="health"
R = models[2].predict_proba(X)
counts = [sum(column) for column in zip(*R)]
collapsed = []
oddest = sorted(range(90), key=lambda i: models[2].score_samples([X[i]])[0])[:3]

# %% solution="picture"
fig, ax = plt.subplots()
ax.plot(np.array(X)[:, 0], np.array(X)[:, 1], ".")
show(fig, "Weights over wing lengths: two clouds.")
