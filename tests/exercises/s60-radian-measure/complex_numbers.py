# %%
# Right, with complex numbers, in single precision and one-element arrays.
loses = {}

# %% solution="by-hand"
by_hand = np.float32([[4.5 * 2.4]])


# %% solution="arc"
def arc(sigma, times, t):
    return np.float32([max(t, -t) * times * sigma])


# %% solution="mended"
def mended(mean, sigma, t):
    place = complex(*mean) + sigma * np.exp(1j * t)
    return np.array([[place.real], [place.imag]], np.float32)


# %% solution="in-numpy"
above = np.angle([1j])
once_round = np.float32(4) * above
below = np.angle([-1j])


# %% solution="walks"
def walks(mean, sigma, X):
    z = (X - mean) @ np.array([1, 1j])
    return np.float32(sigma * np.log(z / np.abs(z)).imag[:, None])
