"""The data files of the package, each held against its checksum when it is read."""

import hashlib
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


def checked_bytes(name, sha256):
    """Return the content of a data file.

    Raises
    ------
    ValueError
        If the file is not the one whose SHA-256 checksum this is.
    """
    content = (FOLDER / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"{name} is damaged: its SHA-256 checksum is not that of the original")
    return content
