"""Backpropagation and gradient descent: the mathematics of `Network`, on one page.

x, y               inputs (n_0, m) and targets (n_L, m) of m examples, one a column
zs, activations    weighted inputs of the layers 1 to L, and activations of 0 to L, the first is x
deltas             slopes dC/dz of the layers 1 to L, (n_l, m); C is the mean cost of the examples
nabla_b, nabla_w   slopes dC/db, (n_l, 1), and dC/dw, (n_l, n_{l-1}), of the layers 1 to L
w[j, k]            the weight to neuron j of a layer from neuron k of the layer before

A net has lists of `weights`, `biases` and activation `functions`, layer 1 first, the `activation`
of its hidden layers, and a `cost`. Nothing is checked here. (BP1) to (BP4) are in Nielsen, Neural
Networks and Deep Learning, chapter 2.
"""


def forward(net, x):
    """Return the weighted inputs and the activations of all layers."""
    zs, activations = [], [x]
    for w, b, function in zip(net.weights, net.biases, net.functions):
        zs.append(w @ activations[-1] + b)
        activations.append(function(zs[-1]))
    return zs, activations


def backward(net, zs, activations, y):
    """Return the gradient of the mean cost, by (BP1) to (BP4), from the output back."""
    *zs, z = zs
    *activations, a = activations
    delta = net.cost.output_error(z, a, y, net.activation) / y.shape[1]  # (BP1)
    deltas = [delta]
    for w, z in zip(reversed(net.weights), reversed(zs)):
        delta = w.T @ delta * net.activation.prime(z)  # (BP2)
        deltas.insert(0, delta)
    nabla_b = [delta.sum(axis=1, keepdims=True) for delta in deltas]  # (BP3)
    nabla_w = [delta @ a_prev.T for delta, a_prev in zip(deltas, activations)]  # (BP4)
    return nabla_b, nabla_w


def descend(net, x, y, eta):
    """Take one step against the gradient; the new biases and weights are new arrays."""
    nabla_b, nabla_w = backward(net, *forward(net, x), y)
    net.biases = [b - eta * nabla for b, nabla in zip(net.biases, nabla_b)]
    net.weights = [w - eta * nabla for w, nabla in zip(net.weights, nabla_w)]


def roll(net, x, y, eta, velocities, momentum, weight_decay):
    """Take a step with momentum, and a penalty on the weights; return the new velocities.

    A velocity is the last step of a bias or weight, at first 0. The penalty adds weight_decay / 2
    times the sum of all squared weights to C. Nielsen, chapter 3, (107) and (93).
    """
    nabla_b, nabla_w = backward(net, *forward(net, x), y)
    nabla_w = [nabla + weight_decay * w for w, nabla in zip(net.weights, nabla_w)]
    v_b, v_w = velocities
    v_b = [momentum * v - eta * nabla for v, nabla in zip(v_b, nabla_b)]
    v_w = [momentum * v - eta * nabla for v, nabla in zip(v_w, nabla_w)]
    net.biases = [b + v for b, v in zip(net.biases, v_b)]
    net.weights = [w + v for w, v in zip(net.weights, v_w)]
    return v_b, v_w


def mini_batches(examples, batch_size, rng):
    """Shuffle the numbers from 0 to examples - 1, and cut them into mini-batches."""
    order = rng.permutation(examples)
    return [order[first : first + batch_size] for first in range(0, examples, batch_size)]
