# %%
# Right, by singular values, in single precision, with columns for points and one-element arrays.
loses = {}

# %% solution="drawn"
drawn = np.array([[4.9], [77.85]], dtype=np.float32)


# %% solution="inverse"
def inverse(A):
    A = np.float32(A)
    turned = np.rot90(A, 2).T * [[1, -1], [-1, 1]]
    return turned / np.linalg.det(A)


# %% solution="mended"
def mended(mean, Sigma, angles):
    U, s, _ = np.linalg.svd(np.float32(Sigma))
    return [mean + U @ (np.sqrt(s) * [np.cos(t), np.sin(t)]) for t in angles]


# %% solution="draw-it"
draw_it = np.array([6.0, 3.0, 2.0])


# %% solution="ellipse-of"
def ellipse_of(X):
    away = np.float32(X - X.mean(axis=0))
    _, s, axes = np.linalg.svd(away, full_matrices=False)
    sds = s / np.sqrt(len(X))
    return [sds[:1], sds[1:], np.degrees(np.arctan2(axes[0, 1:], axes[0, :1])) - 180]
