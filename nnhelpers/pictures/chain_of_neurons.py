"""The chain of neurons: under each part of the chain the factor that it puts into a derivative."""

from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._equations import drawn_derivative, slope
from nnhelpers.pictures._number_line import Scale, round_limit, small
from nnhelpers.pictures._shades import numbered_neuron
from nnhelpers.style import MARK

WIDTH = 900
_LEFT, _STEP = 102, 137  # the input's place, and from one neuron to the next
_NEURONS, _RADIUS = 78, 25
_FIRST_ROW, _ROW = 218, 46
_BARS = Scale(-1, 1, 756, 876)


def chain_of_neurons(chain):
    """Draw a chain, the factors of all its derivatives, and the derivatives as bars.

    Each row is one derivative, the last layer's first. It begins with the activation that the
    weight is multiplied by (1 for a bias); the other factors stand in the columns of the neurons
    and connections through which the cost feels the parameter.

    Parameters
    ----------
    chain : Chain
        Of three neurons.
    """
    layers = range(len(chain.weights), 0, -1)
    rows = [(name, layer) for layer in layers for name in ("w", "b")]
    words = f"{_chain_in_words(chain)}\n{_derivatives_in_words(chain)}"
    root = svg.Picture(WIDTH, _FIRST_ROW + _ROW * len(rows) - 4, words)
    _draw_chain(root, chain)
    _headings(root, chain)
    limit = round_limit(max(abs(chain.derivative(*row)) for row in rows))
    _axis(root, len(rows), limit)
    for position, (name, layer) in enumerate(rows):
        _row(root, chain, name, layer, _FIRST_ROW + _ROW * position, limit)
    return root


def neurons_in_a_row(chain):
    """Draw the chain alone, without its derivatives; returns a `Picture`."""
    root = svg.Picture(_cost_x(chain) + 60, 150, _chain_in_words(chain))
    _draw_chain(root, chain)
    return root


def _chain_in_words(chain):
    activations = ", ".join(printed(a) for a in chain.a)
    return (
        f"A chain of {len(chain.weights)} neurons. Activations from the input on: {activations}. "
        f"Target {printed(chain.y)}, cost {printed(chain.C_0)}."
    )


def _derivatives_in_words(chain):
    slopes = (
        f"dC_0/d{name}({layer}) = {printed(chain.derivative(name, layer))}"
        for layer in range(1, len(chain.weights) + 1)
        for name in ("w", "b")
    )
    return f"{'; '.join(slopes)}."


def _node_x(layer):
    return _LEFT + _STEP * layer


def _edge_x(layer):
    return _LEFT + _STEP * (layer - 0.5)


def _cost_x(chain):
    return _node_x(len(chain.weights)) + 0.66 * _STEP


def _draw_chain(root, chain):
    for layer, weight in enumerate(chain.weights, start=1):
        _connection(root, layer, weight)
    for layer, activation in enumerate(chain.a):
        _neuron(root, chain, layer, activation)
    x, x_last = _cost_x(chain), _node_x(len(chain.weights))
    svg.line(root, x_last + _RADIUS, _NEURONS, x - 24, _NEURONS, opacity=0.5)
    svg.text(root, x, _NEURONS - 40, f"target $y$ = {printed(chain.y, 2)}", "target", "middle")
    svg.text(root, x, _NEURONS - 8, "$C_{0}$", "cost", "middle", 20)
    svg.text(root, x, _NEURONS + 14, printed(chain.C_0), "cost", "middle")


def _connection(root, layer, weight):
    start, end = _node_x(layer - 1) + _RADIUS, _node_x(layer) - _RADIUS
    dashes = "7 5" if weight < 0 else None
    width = 1.5 + 2.5 * abs(weight)
    svg.line(root, start, _NEURONS, end, _NEURONS, MARK["weight"], width, stroke_dasharray=dashes)
    x = _edge_x(layer)
    svg.text(root, x, _NEURONS - 28, f"$w^{{({layer})}}$", "weight", "middle", 17)
    svg.text(root, x, _NEURONS + 24, printed(weight, 2), "weight", "middle", 16)


def _neuron(root, chain, layer, activation):
    x = _node_x(layer)
    numbered_neuron(root, x, _NEURONS, _RADIUS, activation, rim=2.5)
    name = f"$a^{{({layer})}}$" if layer else "$a^{(0)}$ = $x$"
    svg.text(root, x, _NEURONS - 40, name, "activation", "middle", 17)
    if layer:
        words = f"$b^{{({layer})}}$ = {printed(chain.biases[layer - 1], 2)}"
        svg.text(root, x, _NEURONS + 42, words, "bias", "middle")


def _headings(root, chain):
    y, last = _FIRST_ROW - 44, len(chain.weights)
    activation = chain.neurons[0].activation
    svg.line(root, 20, y + 18, WIDTH - 20, y + 18, width=1, opacity=0.35)
    for layer in range(1, last + 1):
        words = slope(activation, f"z^{{({layer})}}")
        svg.text(root, _node_x(layer), y, words, anchor="middle")
        if layer > 1:
            svg.text(root, _edge_x(layer), y, f"$w^{{({layer})}}$", "weight", "middle")
    svg.text(root, _cost_x(chain), y, f"$∂C_{{0}}$/$∂a^{{({last})}}$", anchor="middle")


def _row(root, chain, name, layer, y, limit):
    """Write one derivative: its name, its factors in their columns, its value and its bar."""
    first = _node_x(layer) - 38
    root.extend(drawn_derivative(first - 148, y, "C_0", name, layer, size=15))
    svg.text(root, first - 107, y, "=", anchor="end", size=16)
    own, *others = chain.factors(name, layer)
    if name == "w":
        words = f"$a^{{({layer - 1})}}$ = {printed(own, 3 if abs(own) < 10 else 1)}"
        svg.text(root, first, y, words, "activation", "end")
    else:
        svg.text(root, first, y, "1", anchor="end")
    places = [_node_x(layer)]
    for later in range(layer + 1, len(chain.weights) + 1):
        places += [_edge_x(later), _node_x(later)]
    places.append(_cost_x(chain))
    for here, there, factor in zip([first + 8, *places], places, others, strict=False):
        svg.text(root, there, y, printed(factor, 3), anchor="middle")
        dot_x = here if here == first + 8 else (here + there) / 2
        svg.text(root, dot_x, y, "·", anchor="middle", size=17)
    value = chain.derivative(name, layer)
    words = f"= {printed(value)}"
    svg.text(root, _BARS.start - 10, y, words, anchor="end", bold=True)
    _bar(root, value / limit, y)


def _bar(root, share, y):
    x, zero = _BARS(share), _BARS(0)
    width = max(abs(x - zero), 0.8)
    svg.element(root, "rect", x=min(x, zero), y=y - 9, width=width, height=18, opacity=0.8)


def _axis(root, rows, limit):
    top = _FIRST_ROW - 16
    svg.line(root, _BARS(0), top, _BARS(0), top + _ROW * rows - 10, width=1.5, opacity=0.5)
    for share, words in ((-1, f"\N{MINUS SIGN}{limit:g}"), (0, "0"), (1, f"{limit:g}")):
        small(root, _BARS(share), top - 28, words, "middle")
