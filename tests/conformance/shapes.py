# SPDX-License-Identifier: Apache-2.0
"""Compares values that belong to another machine or moment: by their types and by which members are there."""

from dataclasses import dataclass, field
from typing import Any, Iterator, Optional


@dataclass
class Shape:
    """What a sample shows of a type. Samples of one array's elements are merged: members that some lack are optional."""

    kinds: set[str] = field(default_factory=set)
    required: set[str] = field(default_factory=set)
    members: dict[str, "Shape"] = field(default_factory=dict)
    element: Optional["Shape"] = None


def kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def shape_of(*samples: Any) -> Shape:
    shape = Shape()
    for sample in samples:
        shape.kinds.add(kind(sample))
        if isinstance(sample, dict):
            names = set(sample)
            shape.required = shape.required & names if shape.members else names
            for name in names:
                shape.members.setdefault(name, Shape())
    for name in shape.members:
        shape.members[name] = shape_of(*(s[name] for s in samples if isinstance(s, dict) and name in s))
    elements = [element for sample in samples if isinstance(sample, list) for element in sample]
    if elements:
        shape.element = shape_of(*elements)
    return shape


def faults(value: Any, shape: Shape, where: str = "return") -> Iterator[str]:
    """In what the value differs from the shape."""
    if kind(value) not in shape.kinds:
        yield f"{where} is {kind(value)}, expected {' or '.join(sorted(shape.kinds))}"
    elif isinstance(value, dict):
        for name in sorted(shape.required - set(value)):
            yield f"{where}.{name} is missing"
        for name, member in value.items():
            if name in shape.members:
                yield from faults(member, shape.members[name], f"{where}.{name}")
            else:
                yield f"{where}.{name} is not expected"
    elif isinstance(value, list) and shape.element is not None:
        for index, element in enumerate(value):
            yield from faults(element, shape.element, f"{where}[{index}]")
