# %%
# Right, with complex numbers, in single precision, with one-element arrays; letters as a string.
loses = {}

# %% solution="by-hand"
angle_right = np.float32([-52.7])


# %% solution="there-and-back"
def to_degrees(t):
    return np.float32([np.angle(np.exp(1j * t / 2), deg=True) * 2])


def to_radians(d):
    return np.float32([np.angle(1j ** (d / 180))]) * 2


# %% solution="mended"
def mended(mean, r, tilt):
    z = complex(*mean) + r * 1j ** (tilt / 90)
    return np.float32([[z.real, z.imag]])


# %% solution="six-lines"
along = "ebd"


# %% solution="settings"
def ellipse_settings(S, r):
    long, short, tilt = plot.axes_of(S)
    return np.float32([2 * r * long, 2 * r * short, tilt + 180])
