"""The explorers of the course, by name, for the tests that try each of them."""

from nnhelpers import explorers

EXPLORERS = {name: getattr(explorers, name) for name in explorers.__all__ if name != "Explorer"}
