"""The keys kept outside the database: the secret of the installation, and one key a wave.

A wave's key makes the tokens of its personal links and seals the way from an invitation to its response. Once it is
destroyed, nobody finds that way again, whoever holds the database.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_BYTES = 32
_NONCE = 12


class Keys:
    """The folder with the keys of an installation; files in it are for its owner alone."""

    def __init__(self, data: Path) -> None:
        """Remember the folder; it is made when the first key is."""
        self._secret = data / "secret"
        self._waves = data / "keys"

    def secret(self) -> bytes:
        """Return the secret of the installation, drawn when first asked for."""
        return _read(self._secret) or _draw(self._secret)

    def has_secret(self) -> bool:
        """Whether the secret of the installation was drawn already."""
        return _read(self._secret) is not None

    def create(self, wave: str) -> None:
        """Draw the key of a wave, if it has none."""
        if _read(self._waves / wave) is None:
            _draw(self._waves / wave)

    def has(self, wave: str) -> bool:
        """Whether the key of a wave is still there."""
        return _read(self._waves / wave) is not None

    def destroy(self, wave: str) -> bool:
        """Destroy the key of a wave, and say whether there was one: its links and pointers are lost for good."""
        path = self._waves / wave
        if not path.exists():
            return False
        path.write_bytes(secrets.token_bytes(_BYTES))
        path.unlink()
        return True

    def token(self, wave: str, invitation: str, generation: int) -> str | None:
        """Return the token of a personal link, or None once the wave's key is gone."""
        key = _read(self._waves / wave)
        if key is None:
            return None
        text = f"link:{invitation}:{generation}".encode()
        return base64.urlsafe_b64encode(hmac.digest(key, text, hashlib.sha256)).rstrip(b"=").decode()

    def seal(self, wave: str, invitation: str, response: str) -> bytes:
        """Return the sealed pointer from an invitation to its response.

        Raises
        ------
        LookupError
            The wave has no key any more.
        """
        key = _read(self._waves / wave)
        if key is None:
            raise LookupError("the wave has no key")
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(_sealing(key)).encrypt(nonce, response.encode(), invitation.encode())

    def unseal(self, wave: str, invitation: str, sealed: bytes) -> str | None:
        """Return the response that a sealed pointer leads to, or None once the wave's key is gone."""
        key = _read(self._waves / wave)
        if key is None:
            return None
        try:
            return AESGCM(_sealing(key)).decrypt(sealed[:_NONCE], sealed[_NONCE:], invitation.encode()).decode()
        except InvalidTag:
            return None


def seal_with(token: str, content: bytes) -> bytes:
    """Return content sealed with a token that only a browser holds: whoever has the database cannot read it."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_sealing(token.encode())).encrypt(nonce, content, None)


def unseal_with(token: str, sealed: bytes) -> bytes | None:
    """Return what was sealed with a token, or None where it was another."""
    try:
        return AESGCM(_sealing(token.encode())).decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
    except InvalidTag:
        return None


def _sealing(key: bytes) -> bytes:
    return hmac.digest(key, b"seal", hashlib.sha256)


def _read(path: Path) -> bytes | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    return content if len(content) == _BYTES else None


def _draw(path: Path) -> bytes:
    """Write a new key; where two processes draw at once, both use the one that was first."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = secrets.token_bytes(_BYTES)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)
    except FileExistsError:
        return _read(path) or content
    finally:
        fresh.unlink()
    return content
