"""The words of the screens: one place for each."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter

import app.text


def test_a_word_stands_in_one_module_only() -> None:
    modules = [importlib.import_module(f"app.text.{each.name}") for each in pkgutil.iter_modules(app.text.__path__)]
    assert len(modules) > 5
    names = Counter(name for module in modules for name in vars(module) if name.isupper() and not name.startswith("_"))
    assert [name for name, times in names.items() if times > 1] == []


def test_every_word_is_reached_through_the_package() -> None:
    modules = [importlib.import_module(f"app.text.{each.name}") for each in pkgutil.iter_modules(app.text.__path__)]
    names = {name for module in modules for name in vars(module) if name.isupper() and not name.startswith("_")}
    assert names - set(vars(app.text)) == set()
