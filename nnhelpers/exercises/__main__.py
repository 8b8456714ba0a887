"""Tell a teacher what a class has solved: python -m nnhelpers.exercises FOLDER."""

import sys
from pathlib import Path

from nnhelpers.exercises._class import report

if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
    sys.exit(f"{__doc__.strip()}\nFOLDER holds answered notebooks, in folders of its own or not.")
sys.stdout.reconfigure(encoding="utf-8")  # replies have σ in them, and a file on Windows has not
print(*report(Path(sys.argv[1])), sep="\n")
