"""A forward pass, layer by layer: the network, and the sums of the layer that is computed now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnhelpers._checks import takes
from nnhelpers._takes import real
from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._handles import NONE, touches
from nnhelpers.pictures._networks import all_layers, layer, place_in, small_network
from nnhelpers.pictures.network import WIDTH, Layout, Snapshot, describe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from nnhelpers._types import Array, Place
    from nnhelpers.network import Network
    from nnhelpers.pictures._handles import Touch

_ROW = 38
_TERM, _FIRST_TERM = 142, 104  # width of a product, and where the first stands


@takes(
    net=small_network,
    zs=all_layers(first=1),
    activations=all_layers(),
    layer=layer,
    stressed=place_in,
    heaviest=real(above=0),
    touches=touches,
)
def forward_pass(
    net: Network,
    zs: Sequence[Array],
    activations: Sequence[Array],
    layer: int,
    stressed: Place,
    heaviest: float,
    touches: Mapping[tuple[Any, ...], Touch] = NONE,
) -> svg.Picture:
    """Draw a small network with its neurons filled up to a layer, and how that layer was filled.

    Parameters
    ----------
    net : Network
        With at most three neurons in every layer.
    zs, activations : list of ndarray
        As `Network.forward_pass` returns them.
    layer : int
        The layer whose sums are written out; 0 for the input alone.
    stressed : tuple
        The weight or bias to stress: ("w", l, j, k) or ("b", l, j).
    heaviest : float
        Size of a weight drawn with the thickest line.
    touches : dict of tuple to Touch, optional
        What a pointer does where a number is written.
    """
    known = Snapshot(
        net.weights, net.biases, activations[: layer + 1], {stressed}, heaviest, touches
    )
    layout = Layout(known.sizes)
    height = layout.height + 20 + _ROW * max(layout.sizes[1:])
    root = svg.Picture(WIDTH, height, describe(known))
    known.draw(root, layout)
    if layer:
        w, b = net.weights[layer - 1], net.biases[layer - 1]
        sums = w, activations[layer - 1], b, zs[layer - 1]
        for j in range(layout.sizes[layer]):
            y = layout.height + 24 + _ROW * j
            _sum(root, y, layer, j, sums, activations[layer][j, 0], stressed)
    else:
        words = "The input is given. Every other number is made from the layer before."
        svg.text(root, 24, layout.height + 24, words, size=16)
    return root


def _sum(root, y, layer, j, sums, a, stressed):
    """Write one weighted input as a sum: a row of w times the column before, plus b."""
    w, a_prev, b, z = sums
    svg.text(root, 84, y, f"$z_{{{j}}}^{{({layer})}}$ =", anchor="end", size=17)
    x = _FIRST_TERM
    for k in range(w.shape[1]):
        bold = stressed == ("w", layer, j, k)
        if k:
            svg.text(root, x - 19, y, "+", anchor="middle", size=16)
        svg.text(root, x + 46, y, printed(w[j, k], 2), "weight", "end", 16, bold)
        svg.text(root, x + 56, y, "·", anchor="middle", size=17)
        svg.text(root, x + 66, y, printed(a_prev[k, 0], 2), "activation", size=16)
        x += _TERM
    bold = stressed == ("b", layer, j)
    svg.text(root, x - 19, y, "+", anchor="middle", size=16)
    svg.text(root, x + 46, y, printed(b[j, 0], 2), "bias", "end", 16, bold)
    svg.text(root, x + 62, y, f"= {printed(z[j, 0])}", size=16)
    label = f"_{{{j}}}^{{({layer})}}"
    parts = (
        (f"$a{label}$", "activation"),
        (f" = $σ(z{label})$ = ", None),
        (printed(a), "activation"),
    )
    svg.coloured(root, x + 166, y, parts, size=16)
