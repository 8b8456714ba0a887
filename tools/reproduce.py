"""Train the book's digit networks for three seeds and print the results beside the published ones.

    python tools/reproduce.py [--epochs 30] [--seeds 0 1 2]

Michael Nielsen, Neural Networks and Deep Learning (2015), chapter 1: sizes [784, 30, 10], the
first 50,000 training digits, mini-batches of 10, eta 3, 30 epochs, judged on the 10,000 test
digits. The published figures are those of the run that the book prints, its best. Then those of
chapter 3: 1,000 training digits, without and with a penalty on the weights.
"""

import argparse

import numpy as np

from nnhelpers import Network, digits
from nnhelpers.published import NIELSEN, NIELSEN_1000_DIGITS

PUBLISHED = NIELSEN[3.0]


def correct_after_each_epoch(seed, epochs, training_data, test_data):
    """Yield how many test digits the network reads after each epoch."""
    net = Network([784, 30, 10], rng=seed, dtype=np.float32)
    for _ in net.epochs(training_data, epochs, batch_size=10, eta=3.0):
        yield net.evaluate(test_data)


def best_of_1000_digits(seed, weight_decay, test_data):
    """Return the best count of test digits in 400 epochs of learning from 1,000 digits."""
    net = Network([784, 30, 10], cost="cross_entropy", rng=seed, dtype=np.float32)
    few = digits.training(np.float32, count=1000)
    epochs = net.epochs(few, 400, batch_size=10, eta=0.5, weight_decay=weight_decay)
    return max(net.evaluate(test_data) for _ in epochs)


def main():
    """Print a line an epoch, the best of each run, and what a penalty does."""
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
    print("\nbest of 400 epochs on 1,000 digits")
    for weight_decay, share in NIELSEN_1000_DIGITS.items():
        counts = [best_of_1000_digits(seed, weight_decay, data[1]) for seed in arguments.seeds]
        print(
            f"weight decay {weight_decay:<6g} {100 * share:.0f}  "
            + "".join(f"{count:9}" for count in counts),
            flush=True,
        )


if __name__ == "__main__":
    main()
