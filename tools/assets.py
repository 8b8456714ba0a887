"""What the pages of a site share: scripts, style sheets, fonts."""

import re
import shutil

from node import MODULES, WEB, run

from nnhelpers.style import INK, INK_DARK
from nnhelpers.style_sheet import FORCED_COLORS, HANDLES

LIVE = {
    "entryPoints": [
        {"in": "live/main.js", "out": "live"},
        {"in": "live/worker.js", "out": "worker"},
    ],
    "splitting": True,
}


def write_for_pages(folder):
    """Write what pages share; return the npm packages of which it has something."""
    assets = folder / "assets"
    packages = run("bundle.mjs", given={**LIVE, "outdir": str(assets.resolve())})
    _write_formulas(assets)
    for name in ("course.css", "page.css", "live.css", "print.css", "front.css", "page.js"):
        shutil.copy(WEB / name, assets)
    (assets / "inks.css").write_text(_inks(), encoding="utf-8")
    shutil.copy(WEB / "favicon.svg", folder)
    return ["katex", *packages]


def write_for_slides(folder):
    """Write what slides share, all in their folder; return the npm packages of which it is."""
    assets = folder / "assets"
    _write_formulas(assets)
    for source in (WEB / "course.css", WEB / "slides.css"):
        shutil.copy(source, assets)
    for name in ("reveal.css", "reveal.js"):
        shutil.copy(MODULES / "reveal.js" / "dist" / name, assets)
    shutil.copy(WEB / "favicon.svg", folder)
    return ["katex", "reveal.js"]


def _write_formulas(assets):
    """Write the style sheet of formulas, and their fonts in the one form that browsers need."""
    katex = MODULES / "katex" / "dist"
    older = shutil.ignore_patterns("*.woff", "*.ttf")
    shutil.copytree(katex / "fonts", assets / "fonts", ignore=older)
    sheet = (katex / "katex.min.css").read_text(encoding="utf-8")
    sheet = re.sub(r',url\([^)]*\) format\("(?:woff|truetype)"\)', "", sheet)
    (assets / "katex.css").write_text(sheet, encoding="utf-8")


def _inks():
    """Return the style sheet of pictures: inks that are readable on dark pages, and handles."""
    rules = [
        f".nn-picture .{name} {{ fill: {INK_DARK[name]}; }}\n"
        f'.katex [style*="color:{light}" i] {{ color: {INK_DARK[name]} !important; }}\n'
        for name, light in INK.items()
    ]
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{''.join(rules)}}}"
    return f"{dark}\n{HANDLES}\n{FORCED_COLORS}"
