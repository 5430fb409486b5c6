"""The text in the bytes of a CSV file, whose encoding is never guessed."""

from __future__ import annotations

from collections.abc import Mapping

from diagnostic.partner_lists.model import ListRefusedError
from questionnaires.encoding import EncodingError, Trouble, encoding_of

_SENTENCES: Mapping[Trouble, str] = {
    "spreadsheet": "partner_other_format",
    "other_format": "partner_other_format",
    "utf16": "partner_utf16",
    "null_byte": "partner_null_byte",
    "mixed": "partner_encoding",
    "unknown": "partner_encoding",
}


def decode(content: bytes) -> str:
    """Return the text of a file in UTF-8, with or without a mark, or else in Windows-1252.

    Raises
    ------
    ListRefusedError
        It is another kind of file, or its letters cannot be told for certain.
    """
    try:
        return content.decode(encoding_of(content))
    except EncodingError as error:
        raise ListRefusedError(_SENTENCES[error.trouble], line=error.line) from error
