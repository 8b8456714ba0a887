"""One colour for one quantity: in pictures, charts, equations and slider handles.

`MARK` holds the Okabe-Ito colours, which colour-blind readers can tell apart, for lines, dots
and bars. Text needs more contrast than a line does, so `INK` holds the same hues at the one
brightness that is readable on white (4.5 to 1) and still legible on a dark page, and `INK_DARK`
the lighter ones for pages that know they are dark. The gradient has no colour of its own: it
takes the page's foreground.
"""

MARK = {
    "weight": "#0072B2",
    "bias": "#CC79A7",
    "activation": "#009E73",
    "cost": "#D55E00",
    "target": "#E69F00",
}
INK = {
    "weight": "#007BBF",
    "bias": "#A36085",
    "activation": "#008661",
    "cost": "#C15500",
    "target": "#9D6B00",
}
INK_DARK = {
    "weight": "#7699C3",
    "bias": "#CD7BA8",
    "activation": "#45A681",
    "cost": "#DA7E5D",
    "target": "#E69F00",
}
FOREGROUND, BACKGROUND = "#1A1A1A", "#FFFFFF"

# A chart is an image, which cannot ask whether its page is light or dark: it has no ground, and an
# ink halfway between, with more than 4 to 1 on white and on the dark pages alike, as `INK` has.
CHART_INK = "#777777"
# The frame has its place in it, with more room around than words need: it is cut off in the end.
MATPLOTLIB = {
    "figure.figsize": (10.0, 5.0),
    "figure.dpi": 120,
    "figure.facecolor": "none",
    "figure.subplot.left": 0.1,
    "figure.subplot.right": 0.83,
    "figure.subplot.bottom": 0.16,
    "figure.subplot.top": 0.872,
    "font.size": 13,
    "mathtext.fontset": "cm",
    "axes.facecolor": "none",
    "axes.edgecolor": CHART_INK,
    "axes.labelcolor": CHART_INK,
    "axes.prop_cycle": f"cycler('color', ['{CHART_INK}'])",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": CHART_INK,
    "ytick.color": CHART_INK,
    "text.color": CHART_INK,
    "lines.color": CHART_INK,
    "lines.linewidth": 2.5,
    "lines.markersize": 8,
}
