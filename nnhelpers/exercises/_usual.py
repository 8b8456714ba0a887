"""Slips that many answers share, for the names that their variables have."""

from nnhelpers.exercises._slips import Slip


def of_the_miss(a="a", z=None):
    """Return the slips that people make with a - y.

    Parameters
    ----------
    a, z : str
        What the activation and, if there is one, the weighted input are called.
    """
    miss = f"{a} - y"
    slips = [
        Slip(
            "sign",
            miss,
            f"y - {a}",
            "The sign is turned round: the slope of (a - y)²/2 with respect to a is a - y.",
        ),
        Slip(
            "no_miss",
            f"({miss})",
            f"np.ones_like({a})",
            "The last factor is missing, the slope of the cost: a - y.",
        ),
        Slip(
            "cost_for_its_slope",
            f"({miss})",
            f"({miss}) ** 2 / 2",
            "You multiplied by the cost itself. What is needed is its slope, a - y.",
        ),
        Slip(
            "miss_squared",
            f"({miss})",
            f"({miss}) ** 2",
            "You squared the miss. The square is in the cost; in its slope, a - y stands alone.",
        ),
        Slip(
            "miss_without_sign",
            f"({miss})",
            f"abs({miss})",
            "You took the size of the miss, without its sign. The sign says which way is down.",
        ),
        Slip(
            "output_for_miss",
            f"({miss})",
            a,
            "The target is missing: the slope of the cost is a - y, and you have a.",
            alone=True,
        ),
        Slip(
            "target_for_miss",
            f"({miss})",
            "y",
            "The output is missing: the slope of the cost is a - y, and you have y.",
            alone=True,
        ),
    ]
    if z:
        slips.append(
            Slip(
                "z_for_a",
                miss,
                f"{z} - y",
                "You compared z with the target. It is the activation, a = σ(z), that should be y.",
            )
        )
    return slips


def of_the_slope(z="z", a="a", layer=""):
    """Return the slips that people make with σ′(z).

    Parameters
    ----------
    z, a : str
        What the weighted input and the activation are called.
    layer : str
        Which layer it is, if there are several, and the beginning of the names of the slips.
    """
    slope, of_layer = f"sigmoid_prime({z})", f" of the {layer} layer" if layer else ""
    name = f"{layer}_" if layer else ""
    return [
        Slip(
            f"{name}slope_at_a",
            slope,
            f"sigmoid_prime({a})",
            f"You fed σ′{of_layer} with the activation; it wants {z}. "
            "The activation has been through σ already.",
        ),
        Slip(
            f"no_{name}slope",
            slope,
            f"np.ones_like({z})",
            f"The slope{of_layer} is missing: between z and a stands σ, with the slope σ′({z}).",
        ),
        Slip(
            f"{name}value_for_slope",
            slope,
            f"sigmoid({z})",
            f"You multiplied by σ({z}) itself. What is needed is its slope, σ′({z}).",
        ),
        Slip(
            f"{name}slope_of_z",
            slope,
            f"({z} * (1 - {z}))",
            f"You wrote {z} (1 - {z}); it is a (1 - a), with the activation. "
            "Or take `sigmoid_prime`.",
        ),
        Slip(
            f"{name}slope_squared",
            slope,
            f"(sigmoid_prime({z}) * sigmoid_prime({z}))",
            f"The slope{of_layer}, σ′({z}), is in it twice; a nudge passes σ once.",
            alone=True,
        ),
        Slip(
            f"{name}half_a_slope",
            slope,
            f"(1 - sigmoid({z}))",
            f"You multiplied by 1 - a alone; the slope{of_layer} is a (1 - a).",
            alone=True,
        ),
    ]
