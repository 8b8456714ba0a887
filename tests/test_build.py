from build_notebooks import build

from notebooks import NOTEBOOKS


def test_two_builds_are_byte_identical(tmp_path):
    for path in NOTEBOOKS:
        first = build(path, into=tmp_path).read_bytes()
        assert build(tmp_path / path.name).read_bytes() == first
