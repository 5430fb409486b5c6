"""Whether the tables of a file have the shape of a struct: every wrong key and value, not just the first.

msgspec stops at the first fault and names it by position. A person who writes a questionnaire wants all of
them, by the keys and ids that stand in the file, so the structs are read here as a description and walked
beside the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import inspect

from questionnaires.findings import Files, problem, problem_near, quoted
from questionnaires.nearest import Nearest
from questionnaires.problems import Problem
from questionnaires.showing import shown

LARGEST_NUMBER = 1_000_000_000

_SCALARS: dict[type[inspect.Type], tuple[tuple[type, ...], str]] = {
    inspect.StrType: ((str,), "not_text"),
    inspect.IntType: ((int,), "not_whole_number"),
    inspect.FloatType: ((int, float), "not_number"),
    inspect.BoolType: ((bool,), "not_true_or_false"),
}


class _Spot(msgspec.Struct, frozen=True):
    """Where the walk stands: the table or list item (``place``), and the key in it that is looked at."""

    files: Files
    nearest: dict[type, Nearest]
    place: str = ""
    key: str = ""

    @property
    def where(self) -> str:
        return self.files.where(self.place)

    def at(self, key: str) -> _Spot:
        return msgspec.structs.replace(self, key=key)

    def inside(self) -> _Spot:
        separator = ", " if self.place.endswith('"') else "."
        return self._to(f"{self.place}{separator}{self.key}" if self.place else self.key)

    def item(self, number: int, value: object) -> _Spot:
        name = value.get("id") if isinstance(value, dict) else None
        label = f'{self.key} "{shown(name)}"' if isinstance(name, str) else f"{self.key} #{number}"
        return self._to(f"{self.place}, {label}" if self.place else label)

    def _to(self, place: str) -> _Spot:
        return msgspec.structs.replace(self, place=place, key="")


def shape_problems(data: object, struct: type[msgspec.Struct], files: Files) -> Iterator[Problem]:
    """Yield everything that keeps data from being a struct: unknown and missing keys, wrong values.

    Parameters
    ----------
    data : object
        What a TOML file holds.
    struct : type
        The struct that the data shall become. Nothing is yielded if and only if ``msgspec.convert`` accepts
        the data and no number is beyond `LARGEST_NUMBER`.
    files : Files
        Names of the files, for the messages.
    """
    return _problems(data, inspect.type_info(struct), _Spot(files, {}))


def _problems(value: object, kind: inspect.Type, spot: _Spot) -> Iterator[Problem]:
    match kind:
        case inspect.StructType():
            yield from _problems_of_table(value, kind, spot)
        case inspect.DictType():
            yield from _problems_of_entries(value, kind, spot)
        case inspect.VarTupleType():
            yield from _problems_of_list(value, kind, spot)
        case inspect.UnionType():
            yield from _problems_of_either(value, kind, spot)
        case inspect.LiteralType(values=allowed):
            if isinstance(value, bool) or value not in allowed:
                yield problem(
                    "not_allowed",
                    spot.where,
                    key=spot.key,
                    found=quoted(value),
                    allowed=", ".join(map(quoted, allowed)),
                )
        case _:
            yield from _problems_of_scalar(value, kind, spot)


def _problems_of_table(value: object, kind: inspect.StructType, spot: _Spot) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield problem("not_table", spot.where, key=spot.key, found=quoted(value))
        return
    fields = {field.encode_name: field for field in kind.fields}
    spot = spot.inside() if spot.key else spot
    nearest = spot.nearest.setdefault(kind.cls, Nearest(fields))
    for key in value:
        if key not in fields:
            yield problem_near("unknown_key", spot.where, word=key, nearest=nearest, allowed=", ".join(fields))
    for name, field in fields.items():
        if name in value:
            yield from _problems(value[name], field.type, spot.at(name))
        elif field.required:
            yield problem("missing_key", spot.where, key=name)


def _problems_of_entries(value: object, kind: inspect.DictType, spot: _Spot) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield problem("not_table", spot.where, key=spot.key, found=quoted(value))
        return
    for key, entry in value.items():
        yield from _problems(entry, kind.value_type, spot.inside().at(key))


def _problems_of_list(value: object, kind: inspect.VarTupleType, spot: _Spot) -> Iterator[Problem]:
    tables = isinstance(kind.item_type, inspect.StructType)
    if not isinstance(value, list):
        yield problem("not_list_of_tables" if tables else "not_list", spot.where, key=spot.key, found=quoted(value))
        return
    for number, item in enumerate(value, start=1):
        if tables and isinstance(item, dict):
            yield from _problems(item, kind.item_type, spot.item(number, item))
        else:
            yield from _problems(item, kind.item_type, spot)


def _problems_of_either(value: object, kind: inspect.UnionType, spot: _Spot) -> Iterator[Problem]:
    kinds = [one for one in kind.types if not isinstance(one, inspect.NoneType)]  # TOML knows no null
    if len(kinds) == 1:
        yield from _problems(value, kinds[0], spot)
    elif type(value) is int:
        yield from _problems(value, next(one for one in kinds if isinstance(one, inspect.IntType)), spot)
    elif not isinstance(value, str):
        yield problem("not_number_or_text", spot.where, key=spot.key, found=quoted(value))


def _problems_of_scalar(value: Any, kind: inspect.Type, spot: _Spot) -> Iterator[Problem]:  # noqa: ANN401 - any TOML value
    types, code = _SCALARS[type(kind)]
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        yield problem(code, spot.where, key=spot.key, found=quoted(value))
    elif type(value) is int and abs(value) > LARGEST_NUMBER:
        yield problem("number_too_large", spot.where, key=spot.key, limit=LARGEST_NUMBER)
