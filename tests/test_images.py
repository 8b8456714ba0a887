"""The images of the project are those that the package draws today."""

import re

from make_images import IMAGES, stills

from notebooks import ROOT


def test_every_still_is_what_the_package_draws():
    for name, svg in stills().items():
        assert (IMAGES / name).read_text(encoding="utf-8") == svg, f"{name}: run make images"


def test_there_is_no_image_that_nothing_makes():
    assert {path.name for path in IMAGES.iterdir()} == {*stills(), "chain_rule_bench.gif"}


def test_the_readme_describes_its_images():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r'src="images/([^"]+)"[^>]* alt="([^"]*)"', readme)
    shown += [(name, alt) for alt, name in re.findall(r"!\[([^]]*)\]\(images/([^)]+)\)", readme)]
    assert len(shown) > 5
    for name, alt in shown:
        assert (IMAGES / name).is_file()
        assert len(alt) > 20, name
