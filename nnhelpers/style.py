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
GREY = "#666666"  # for remarks in charts: 5.7 to 1 on white

MATPLOTLIB = {
    "figure.figsize": (8.0, 4.2),
    "figure.dpi": 120,
    "figure.facecolor": BACKGROUND,
    "figure.constrained_layout.use": True,
    "font.size": 13,
    "mathtext.fontset": "cm",
    "axes.edgecolor": FOREGROUND,
    "axes.labelcolor": FOREGROUND,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": FOREGROUND,
    "ytick.color": FOREGROUND,
    "text.color": FOREGROUND,
    "lines.linewidth": 2.5,
    "lines.markersize": 8,
}
