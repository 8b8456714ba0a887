"""Train the book's digit network for three seeds and print the results beside the published ones.

    python tools/reproduce.py [--epochs 30] [--seeds 0 1 2]

Michael Nielsen, Neural Networks and Deep Learning (2015), chapter 1: sizes [784, 30, 10], the
first 50,000 training digits, mini-batches of 10, eta 3, 30 epochs, judged on the 10,000 test
digits. The published figures are those of the run that the book prints, its best.
"""

import argparse

import numpy as np

from nnhelpers import Network, digits
from nnhelpers.published import NIELSEN

PUBLISHED = NIELSEN[3.0]


def correct_after_each_epoch(seed, epochs, training_data, test_data):
    """Yield how many test digits the network reads after each epoch."""
    net = Network([784, 30, 10], rng=seed, dtype=np.float32)
    for _ in net.epochs(training_data, epochs, batch_size=10, eta=3.0):
        yield net.evaluate(test_data)


def main():
    """Print a line an epoch, and the best of each run at the end."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    arguments = parser.parse_args()
    data = digits.training(np.float32), digits.test(np.float32)
    runs = [correct_after_each_epoch(seed, arguments.epochs, *data) for seed in arguments.seeds]
    print("test digits read correctly, of 10,000")
    print("epoch   published  " + "".join(f"{f'seed {seed}':>9}" for seed in arguments.seeds))
    best = [0] * len(runs)
    for epoch, counts in enumerate(zip(*runs, strict=True), start=1):
        best = [max(pair) for pair in zip(best, counts, strict=True)]
        published = PUBLISHED.get(epoch, "")
        print(
            f"{epoch:5}   {published:9}  " + "".join(f"{count:9}" for count in counts), flush=True
        )
    print(f"best    {max(PUBLISHED.values()):9}  " + "".join(f"{count:9}" for count in best))


if __name__ == "__main__":
    main()
