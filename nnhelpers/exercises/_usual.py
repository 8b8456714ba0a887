"""Slips that many answers share, for the names that their variables have."""

from nnhelpers.exercises._slips import slips


def of_the_miss(a="a", z=None):
    """Return the slips that people make with a - y.

    Parameters
    ----------
    a, z : str
        What the activation and, if there is one, the weighted input are called.
    """
    return slips(_OF_THE_MISS.format(a=a)) + (slips(_OF_Z.format(a=a, z=z)) if z else [])


def of_the_slope(z="z", a="a", layer=""):
    """Return the slips that people make with σ′(z).

    Parameters
    ----------
    z, a : str
        What the weighted input and the activation are called.
    layer : str
        Which layer it is, if there are several, and the beginning of the names of the slips.
    """
    of_layer, name = (f" of the {layer} layer", f"{layer}_") if layer else ("", "")
    return slips(_OF_THE_SLOPE.format(z=z, a=a, of_layer=of_layer, name=name))


def of_the_half(what):
    """Return the slips with the 2 that the square brings down, in the name of what is asked for."""
    return slips(_OF_THE_HALF.format(what=what))


def of_the_sum(whole, of_some, term):
    """Return the slips that people make in a loop that adds up.

    Parameters
    ----------
    whole : str
        The sum, as it stands in the reference.
    of_some : str
        The same, with `{0}` for the places that it is taken over.
    term : str
        What each part of the sum belongs to, and the end of the names of the slips.
    """
    some = {name: of_some.format(at) for name, at in _SOME.items()}
    return slips(_OF_THE_SUM.format(whole=whole, term=term, **some))


_OF_THE_HALF = """
    twice: `return ` -> `return 2 * `
        You have twice the {what}: with the half in front of the square, the 2 is gone.
    half: `return ` -> `return 0.5 * `
        You have half of the {what}: the 2 that the square brings down takes the half away.
"""
_SOME = {"but_last": ":-1", "but_first": "1:", "last": "-1:", "first": ":1"}
_OF_THE_SUM = """
    without_last_{term}: `{whole}` -> `{but_last}`
        The last {term} is not in the sum. Does the range end one too early?
    without_first_{term}: `{whole}` -> `{but_first}`
        The first {term} is not in the sum. Places are counted from 0.
    last_{term}: `{whole}` -> `{last}`
        Only the last {term} is in the sum. In a loop, `=` forgets what came before; `+=` adds.
    first_{term}: `{whole}` -> `{first}`
        Only the first {term} is in the sum. Is there a `return` inside the loop?
"""
_OF_THE_MISS = """
    sign: `{a} - y` -> `y - {a}`
        The sign is turned round: the slope of (a - y)²/2 with respect to a is a - y.
    no_miss: `({a} - y)` -> `np.ones_like({a})`
        The last factor is missing, the slope of the cost: a - y.
    cost_for_its_slope: `({a} - y)` -> `({a} - y) ** 2 / 2`
        You multiplied by the cost itself. What is needed is its slope, a - y.
    miss_squared: `({a} - y)` -> `({a} - y) ** 2`
        You squared the miss. The square is in the cost; in its slope, a - y stands alone.
    miss_without_sign: `({a} - y)` -> `abs({a} - y)`
        You took the size of the miss, without its sign. The sign says which way is down.
    output_for_miss: `({a} - y)` -> `{a}` (alone)
        The target is missing: the slope of the cost is a - y, and you have a.
    target_for_miss: `({a} - y)` -> `y` (alone)
        The output is missing: the slope of the cost is a - y, and you have y.
"""
_OF_Z = """
    z_for_a: `{a} - y` -> `{z} - y`
        You compared z with the target. It is the activation, a = σ(z), that should be y.
"""
_OF_THE_SLOPE = """
    {name}slope_at_a: `sigmoid_prime({z})` -> `sigmoid_prime({a})`
        You fed σ′{of_layer} with the activation; it wants {z}. The activation has been through σ
        already.
    no_{name}slope: `sigmoid_prime({z})` -> `np.ones_like({z})`
        The slope{of_layer} is missing: σ stands between z and a, with the slope σ′({z}).
    {name}value_for_slope: `sigmoid_prime({z})` -> `sigmoid({z})`
        You multiplied by σ({z}) itself. What is needed is its slope, σ′({z}).
    {name}slope_of_z: `sigmoid_prime({z})` -> `({z} * (1 - {z}))`
        You wrote {z} (1 - {z}); it is a (1 - a), with the activation. Or take `sigmoid_prime`.
    {name}slope_squared: `sigmoid_prime({z})` -> `(sigmoid_prime({z}) * sigmoid_prime({z}))` (alone)
        The slope{of_layer}, σ′({z}), is there twice; a nudge passes σ once.
    {name}half_a_slope: `sigmoid_prime({z})` -> `(1 - sigmoid({z}))` (alone)
        You multiplied by 1 - a alone; the slope{of_layer} is a (1 - a).
"""
