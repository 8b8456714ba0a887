"""Train the 784-16-16-10 network that ships in the package, from a fixed seed.

    python tools/train_weights.py

Mini-batches of 10, eta 3, 30 epochs on the 50,000 training digits; kept is the epoch that reads
most of the 10,000 validation digits. The test digits have no say.
"""

from hashlib import sha256

import numpy as np

from nnhelpers import Network, _files, digits, trained


def main():
    """Train, store, and print what the network reads."""
    training, validation = digits.training(np.float32), digits.validation(np.float32)
    net = Network(trained.SIZES, rng=1, dtype=np.float32)
    best, kept = 0, None
    for epoch in net.epochs(training, 30, batch_size=10, eta=3.0):
        correct = net.evaluate(validation)
        print(f"epoch {epoch.number:2}   {correct} of 10000 validation digits", flush=True)
        if correct > best:
            best, kept = correct, (net.weights, net.biases)
    net.weights, net.biases = kept
    numbers = np.concatenate([parameter.ravel() for parameter in net.weights + net.biases])
    np.save(_files.FOLDER / trained.FILE, numbers, allow_pickle=False)
    print(f"kept: {best} validation digits, {net.evaluate(digits.test(np.float32))} test digits")
    stored = (_files.FOLDER / trained.FILE).read_bytes()
    print(f"SHA-256 for nnhelpers/trained.py: {sha256(stored).hexdigest()}")


if __name__ == "__main__":
    main()
