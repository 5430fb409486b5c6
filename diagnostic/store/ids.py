"""Ids and tokens: drawn at random, so that none tells of another."""

from __future__ import annotations

import hashlib
import secrets


def new_id() -> str:
    """Return the id of a new row."""
    return secrets.token_hex(16)


def new_token() -> str:
    """Return a token that nobody guesses, for a link or a cookie."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """Return what is stored of a token: it finds the row, and does not give the token back."""
    return hashlib.sha256(token.encode()).hexdigest()
