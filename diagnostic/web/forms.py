"""What was sent in a form: fields as they came, or a struct that names each field it takes."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec
from litestar import Request
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.exceptions import ClientException

from diagnostic.domain.failures import Invalid
from diagnostic.web import csrf
from questionnaires.problems import Problem

T = TypeVar("T", bound=msgspec.Struct)

LARGEST_BODY = 1_000_000
"""Bytes of a request; a route that takes a file says otherwise with ``request_max_body_size``."""

_UNFIT = re.compile("[\x00\ud800-\udfff]")
"""What no database keeps: the null byte, and halves of characters."""


async def received(request: Request[Any, Any, Any]) -> FormMultiDict:
    """Return a form with everything in it, the token included.

    Raises
    ------
    ClientException
        It cannot be read: it is broken off, names an encoding that is none, or holds what is no text.
    RequestEntityTooLarge
        It is larger than the route takes.
    """
    try:
        form = await request.form()
    except (UnicodeError, LookupError) as error:
        raise ClientException from error
    texts = (text.filename if isinstance(text, UploadFile) else text for text in form.values())
    if any(_UNFIT.search(str(text)) for text in (*form, *texts)):
        raise ClientException
    return form


async def fields(request: Request[Any, Any, Any]) -> dict[str, list[str]]:
    """Return the text fields of a form, each with every value sent, without the token; files are not among them."""
    form = await received(request)
    return {
        name: [value for value in form.getall(name) if isinstance(value, str)]
        for name in form
        if name != csrf.FIELD and not all(isinstance(value, UploadFile) for value in form.getall(name))
    }


async def upload(request: Request[Any, Any, Any], name: str) -> tuple[str, bytes] | None:
    """Return name and content of a file that was sent, or None where none was chosen."""
    file = (await received(request)).get(name)
    if not isinstance(file, UploadFile) or not file.filename:
        return None
    return file.filename, await file.read()


def taken(sent: dict[str, list[str]], into: type[T]) -> T:
    """Return the fields as a struct.

    Raises
    ------
    Invalid
        A field is missing, unknown, sent twice or cannot be read as what the struct needs; each by its name.
    """
    known = {field.encode_name: field for field in msgspec.structs.fields(into)}
    wrong = {name: "field_unknown" for name in sent if name not in known}
    wrong |= {name: "field_twice" for name, values in sent.items() if name in known and len(values) > 1}
    values = {name: given[0].strip() for name, given in sent.items() if name in known and len(given) == 1}
    for name, field in known.items():
        if name not in sent and field.required:
            wrong[name] = "field_missing"
        elif name in values and name not in wrong and not _fits(values[name], field.type):
            wrong[name] = "field_value"
    if wrong:
        raise Invalid({name: Problem(package="diagnostic", code=code, values={}) for name, code in wrong.items()})
    return msgspec.convert(values, into, strict=False)


def _fits(value: str, type_: object) -> bool:
    try:
        msgspec.convert(value, type_, strict=False)
    except msgspec.ValidationError:
        return False
    return True
