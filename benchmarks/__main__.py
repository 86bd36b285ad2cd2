"""All measurements, one after the other: `python -m benchmarks`."""

from benchmarks import core, slider

core.main()
slider.main()
