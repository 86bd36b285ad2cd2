"""All measurements, one after the other: `python -m benchmarks`, or with `--quick`, in part."""

import subprocess
import sys
from pathlib import Path

from benchmarks import core, fits, imports, memory, quality

for part in (imports, core, fits, memory, quality):
    print(f"\n{part.__doc__.splitlines()[0]}", flush=True)  # type: ignore[union-attr]
    part.main(sys.argv[1:])
if "--quick" not in sys.argv:
    subprocess.run([sys.executable, Path(__file__).with_name("slider.py")], check=True)
