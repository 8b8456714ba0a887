import os

import hypothesis
import numpy as np
import pytest

hypothesis.settings.register_profile(
    "course", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True
)
hypothesis.settings.load_profile("course")


@pytest.fixture
def rng():
    return np.random.default_rng(2015)
