"""The chain of neurons: under each part of the chain the factor that it puts into a derivative."""

from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._scale import Scale, round_limit
from nnhelpers.style import INK, MARK

WIDTH, ROW = 900, 42
_LEFT, _STEP = 76, 144  # the input's place, and from one neuron to the next
_NEURONS, _FIRST_ROW = 78, 214
_RADIUS = 25
_BARS = Scale(-1, 1, 756, 876)


def chain_of_neurons(chain):
    """Draw a chain, the factors of all its derivatives, and the derivatives as bars.

    Each row is one derivative, the last layer's first. Its factors stand in the columns of the
    neurons and connections through which the cost feels the parameter.

    Parameters
    ----------
    chain : Chain
        Of three neurons.

    Returns
    -------
    str
        SVG text.
    """
    layers = range(len(chain.weights), 0, -1)
    rows = [(name, layer) for layer in layers for name in ("w", "b")]
    root = svg.picture(WIDTH, _FIRST_ROW + ROW * len(rows) - 4, describe(chain))
    _draw_chain(root, chain)
    _headings(root, chain)
    limit = round_limit(max(abs(chain.derivative(*row)) for row in rows))
    for position, row in enumerate(rows):
        _row(root, chain, *row, _FIRST_ROW + ROW * position, limit)
    _zero(root, len(rows), limit)
    return root.render()


def neurons_in_a_row(chain):
    """Draw the chain alone, without its derivatives; returns SVG text."""
    root = svg.picture(_cost_x(chain) + 60, 166, describe(chain))
    _draw_chain(root, chain)
    return root.render()


def describe(chain):
    """Say in words what the picture shows."""
    layers = range(1, len(chain.weights) + 1)
    activations = ", ".join(printed(a) for a in chain.a)
    slopes = "; ".join(
        f"dC_0/d{name}({layer}) = {printed(chain.derivative(name, layer))}"
        for layer in layers
        for name in ("w", "b")
    )
    return (
        f"A chain of {len(layers)} neurons. Activations from the input on: {activations}. "
        f"Target {printed(chain.y)}, cost {printed(chain.C_0)}. {slopes}."
    )


def _node_x(layer):
    return _LEFT + _STEP * layer


def _edge_x(layer):
    return _LEFT + _STEP * (layer - 0.5)


def _cost_x(chain):
    return _node_x(len(chain.weights)) + 0.66 * _STEP


def _draw_chain(root, chain):
    for layer, weight in enumerate(chain.weights, start=1):
        start, end = _node_x(layer - 1) + _RADIUS, _node_x(layer) - _RADIUS
        svg.line(
            root,
            start,
            _NEURONS,
            end,
            _NEURONS,
            MARK["weight"],
            1.5 + 2.5 * abs(weight),
            stroke_dasharray="7 5" if weight < 0 else None,
        )
        svg.text(
            root,
            _edge_x(layer),
            _NEURONS - 28,
            f"$w^{{({layer})}}$",
            INK["weight"],
            "middle",
            17,
            class_="weight",
        )
        svg.text(
            root,
            _edge_x(layer),
            _NEURONS + 24,
            printed(weight, 2),
            INK["weight"],
            "middle",
            16,
            class_="weight",
        )
    for layer, activation in enumerate(chain.a):
        _neuron(root, chain, layer, activation)
    x, x_last = _cost_x(chain), _node_x(len(chain.weights))
    svg.line(root, x_last + _RADIUS, _NEURONS, x - 24, _NEURONS, opacity=0.5)
    svg.text(
        root,
        x,
        _NEURONS - 40,
        f"target $y$ = {printed(chain.y, 2)}",
        INK["target"],
        "middle",
        class_="target",
    )
    svg.text(root, x, _NEURONS - 8, "$C_{0}$", INK["cost"], "middle", 20, class_="cost")
    svg.text(root, x, _NEURONS + 14, printed(chain.C_0), INK["cost"], "middle", class_="cost")


def _neuron(root, chain, layer, activation):
    x = _node_x(layer)
    brightness = min(max(activation, 0), 1)
    svg.element(
        root,
        "circle",
        cx=x,
        cy=_NEURONS,
        r=_RADIUS,
        fill=MARK["activation"],
        fill_opacity=0.55 * brightness,
        stroke=MARK["activation"],
        stroke_width=2.5,
    )
    svg.text(
        root, x, _NEURONS, printed(activation, 2 if abs(activation) < 10 else 1), anchor="middle"
    )
    name = f"$a^{{({layer})}}$" if layer else "$a^{(0)}$ = $x$"
    svg.text(root, x, _NEURONS - 40, name, INK["activation"], "middle", 17, class_="activation")
    if layer:
        words = f"$b^{{({layer})}}$ = {printed(chain.biases[layer - 1], 2)}"
        svg.text(root, x, _NEURONS + 42, words, INK["bias"], "middle", class_="bias")


def _headings(root, chain):
    y = _FIRST_ROW - 40
    letter = "σ" if chain.neurons[0].activation.name == "sigmoid" else "f"
    svg.line(root, 20, y + 18, WIDTH - 20, y + 18, width=1, opacity=0.35)
    for layer in range(1, len(chain.weights) + 1):
        svg.text(root, _node_x(layer), y, f"${letter}′(z^{{({layer})}})$", anchor="middle")
        if layer > 1:
            svg.text(
                root,
                _edge_x(layer),
                y,
                f"$w^{{({layer})}}$",
                INK["weight"],
                "middle",
                class_="weight",
            )
    svg.text(
        root, _cost_x(chain), y, f"$∂C_{{0}}$/$∂a^{{({len(chain.weights)})}}$", anchor="middle"
    )


def _row(root, chain, name, layer, y, limit):
    factors = chain.factors(name, layer)
    value = chain.derivative(name, layer)
    quantity = {"w": "weight", "b": "bias"}[name]
    first = _edge_x(layer)
    svg.text(
        root,
        first - 34,
        y,
        f"$∂C_{{0}}$/$∂{name}^{{({layer})}}$ =",
        INK[quantity],
        "end",
        16,
        class_=quantity,
    )
    places = [first]
    for later in range(layer, len(chain.weights) + 1):
        places += [_edge_x(later), _node_x(later)] if later > layer else [_node_x(later)]
    places.append(_cost_x(chain))
    for place, factor in zip(places, factors, strict=True):
        own = place == first and name == "w"
        svg.text(
            root,
            place,
            y,
            printed(factor, 3),
            INK["activation"] if own else None,
            "middle",
            class_="activation" if own else None,
        )
    for here, there in zip(places, places[1:], strict=False):
        svg.text(root, (here + there) / 2, y, "·", anchor="middle", size=17)
    svg.text(root, _BARS.start - 10, y, f"= {printed(value)}", anchor="end", font_weight="bold")
    _bar(root, value / limit, y)


def _bar(root, share, y):
    x, zero = _BARS(share), _BARS(0)
    svg.element(
        root, "rect", x=min(x, zero), y=y - 9, width=max(abs(x - zero), 0.8), height=18, opacity=0.8
    )


def _zero(root, rows, limit):
    top = _FIRST_ROW - 16
    svg.line(root, _BARS(0), top, _BARS(0), top + ROW * rows - 10, width=1.5, opacity=0.5)
    for share, words in ((-1, f"\N{MINUS SIGN}{limit:g}"), (0, "0"), (1, f"{limit:g}")):
        svg.text(root, _BARS(share), top - 24, words, anchor="middle", size=14, opacity=0.75)
