"""Draw the images of the project again, all of them from the package's own pictures.

python tools/make_images.py

Every explorer as it opens, as SVG; and one of them with its weight being dragged, as an animation.
"""

import io
import shutil
import tempfile
from pathlib import Path

from lab import ROOT, Notebook, chromium_page, jupyter_server
from PIL import Image

from nnhelpers import explorers

IMAGES = ROOT / "images"
FRAMES, PIXELS_A_FRAME, MILLISECONDS = 30, 5, 90


def stills():
    """Return the picture of every explorer as it opens: file name -> SVG text."""
    opened = {name: getattr(explorers, name)() for name in explorers.__all__}
    return {f"{name}.svg": one.seen.picture.svg for name, one in opened.items()}


def frames(page, bench):
    """Yield photographs of an explorer whose first slider is dragged to the left and back."""
    handle = bench.locator(".noUi-handle").first.bounding_box()
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    there = range(0, -PIXELS_A_FRAME * FRAMES, -PIXELS_A_FRAME)
    for moved in (*there, *reversed(there)):
        page.mouse.move(x + moved, y)
        page.wait_for_timeout(250)
        yield Image.open(io.BytesIO(bench.screenshot()))
    page.mouse.up()


def dragged(target):
    """Photograph the first explorer of lesson 3 in JupyterLab while its weight is dragged."""
    from playwright.sync_api import sync_playwright  # nothing else here needs a browser

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        folder = Path(folder)
        shutil.copytree(ROOT / "notebooks", folder / "notebooks")
        with (
            jupyter_server(folder, folder / "notebooks") as url,
            chromium_page(playwright, 1180, 1080) as page,
        ):
            notebook = Notebook(page, url, "03_chain_rule.ipynb")
            notebook.hide_sidebar()
            notebook.run_all()
            bench = notebook.explorers().first
            bench.evaluate("e => e.scrollIntoView({ block: 'center' })")
            page.wait_for_timeout(1000)
            first, *others = map(few_colours, frames(page, bench))
    first.save(
        target, save_all=True, append_images=others, duration=MILLISECONDS, loop=0, optimize=True
    )


def few_colours(frame):
    """Reduce a photograph to 64 colours, by the method that keeps those of the course apart."""
    return frame.convert("RGB").quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def main():
    """Write all images."""
    for name, svg in stills().items():
        (IMAGES / name).write_text(svg, encoding="utf-8")
    dragged(IMAGES / "chain_rule_bench.gif")


if __name__ == "__main__":
    main()
