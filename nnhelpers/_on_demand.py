"""Packages whose every module holds one thing of the module's own name, loaded when asked for."""

import sys
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def on_demand(package):
    """Have a package load what is asked of it; returns the names that can be asked for."""
    module = sys.modules[package]
    module.__class__ = _OnDemand
    return sorted(name for _, name, _ in iter_modules(module.__path__) if name[0] != "_")


class _OnDemand(ModuleType):
    """A package under whose names stand the things themselves, and not their modules."""

    def __getattr__(self, name):
        if name not in self.__dict__.get("__all__", ()):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        import_module(f"{self.__name__}.{name}")
        return self.__dict__[name]

    def __setattr__(self, name, value):
        is_module = isinstance(value, ModuleType) and name in self.__dict__.get("__all__", ())
        super().__setattr__(name, getattr(value, name) if is_module else value)

    def __dir__(self):
        return sorted({*super().__dir__(), *self.__all__})
