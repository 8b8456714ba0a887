"""What pictures of networks take: the forms of networks, of their layers and of places in them."""

from nnhelpers._checks import in_range
from nnhelpers._fits import layered, place
from nnhelpers._takes import instance, numbers, sequence
from nnhelpers.network import Network


def small_network(name, value, given):
    """A network with at most three neurons in every layer."""
    largest = max(instance(Network)(name, value, given).sizes)
    in_range(f"the neurons in a layer of {name}", largest, 1, 3)
    return value


def weights_of_layers(name, value, given):
    """The weights of some network: a list of arrays, each as broad as the one before is high."""
    arrays = sequence(numbers("n", "n_prev"))(name, value, given)
    sizes = sizes_of(arrays)
    return layered(name, arrays, list(zip(sizes[1:], sizes, strict=False)))


def biases_of_layers(name, value, given):
    """A column for each of the layers 1 to L."""
    return layered(name, value, [(size, 1) for size in _sizes(given)[1:]])


def all_layers(first=0):
    """A column for each layer, from the first on."""
    return lambda name, value, given: layered(
        name, value, [(size, 1) for size in _sizes(given)[first:]], first
    )


def first_layers(name, value, given):
    """A column for each of the layers from 0 on, as many as there are."""
    many = len(value) if isinstance(value, (list, tuple)) else None
    return layered(name, value, [(size, 1) for size in _sizes(given)[:many]], first=0)


def layer(name, value, given):
    """The number of a layer."""
    return in_range(name, value, 0, len(_sizes(given)) - 1)


def outputs(name, value, given):
    """A column for the last layer."""
    return numbers(_sizes(given)[-1], 1)(name, value, given)


def place_in(name, value, given):
    """The place of a number in the network."""
    return place(_sizes(given), name, value)


def places(name, value, given):
    """Some places in the network."""
    try:
        return {place_in(name, one, given) for one in value}
    except TypeError as error:
        raise TypeError(f"{name} must be a collection of places: {error}") from error


def sizes_of(weights):
    """Return the number of neurons in each layer, the input first."""
    return (weights[0].shape[1], *map(len, weights))


def _sizes(given):
    return given["net"].sizes if "net" in given else sizes_of(given["weights"])
