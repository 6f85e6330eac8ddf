"""Encryption of what the record keeps apart, and the key file; knows no table and no entry."""

import base64
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import StorageError

SETTING = "ENCRYPTION_KEYS"


class WrongKey(StorageError):
    """None of the keys opens what is stored, or what is stored was altered."""


@dataclass(frozen=True, slots=True, repr=False)
class Vault:
    """Turns texts into ciphertext and back.

    Attributes:
        source: where its keys come from, for sentences: the setting's name, or the path of a key file.
    """

    _keys: MultiFernet
    _newest: Fernet
    _roots: tuple[bytes, ...] = field(repr=False)
    source: str

    def lock(self, text: str) -> bytes:
        """Return the text, in UTF-8, encrypted with the newest key."""
        return self.lock_bytes(text.encode())

    def lock_bytes(self, content: bytes) -> bytes:
        """Return bytes encrypted with the newest key."""
        return self._keys.encrypt(content)

    def unlock(self, ciphertext: bytes) -> str:
        """Return the text.

        Raises:
            WrongKey: no key opens it. The sentence says where the keys were looked for.
        """
        return self.unlock_bytes(ciphertext).decode()

    def unlock_bytes(self, ciphertext: bytes) -> bytes:
        """Return the bytes; like `unlock`."""
        try:
            return self._keys.decrypt(ciphertext)
        except InvalidToken:
            raise self._closed() from None

    def secrets(self, purpose: str) -> tuple[bytes, ...]:
        """Return a secret of 32 bytes derived from each key for one purpose, newest first.

        Derived (HKDF, RFC 5869), so that what is signed with one tells nothing about the keys, and what is
        signed for one purpose counts for no other.
        """
        return tuple(
            HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(root)
            for root in self._roots
        )

    def renew(self, ciphertext: bytes) -> bytes | None:
        """Return the same text encrypted with the newest key, or None when that is the one it is under.

        Raises:
            WrongKey: no key opens it.
        """
        try:
            self._newest.decrypt(ciphertext)
        except InvalidToken:
            pass
        else:
            return None
        try:
            return self._keys.rotate(ciphertext)
        except InvalidToken:
            raise self._closed() from None

    def _closed(self) -> WrongKey:
        return WrongKey(
            f"No key in {self.source} opens what this database holds. Add the key it was written "
            f"with at the end of {SETTING}, or put the key file back that belongs to it."
        )


def vault(keys: Sequence[str], source: str = SETTING) -> Vault:
    """Return the vault with these Fernet keys, newest first: the first encrypts, each may decrypt.

    Raises:
        StorageError: a key is not 32 bytes in URL-safe base64; names its place, never its text.
    """
    fernets = []
    for place, key in enumerate(keys, start=1):
        try:
            fernets.append(Fernet(key.strip()))
        except ValueError:
            if source != SETTING:
                raise StorageError(
                    f"The key file {source} holds no key. "
                    f"Put it back from a backup, or set {SETTING} to the key it held."
                ) from None
            raise StorageError(f"Key {place} in {source} is not a Fernet key.") from None
    roots = tuple(base64.urlsafe_b64decode(key.strip()) for key in keys)
    return Vault(MultiFernet(fernets), fernets[0], roots, source)


def key_file_beside(database: Path) -> Path:
    """Return where the key file of a SQLite database is: `datapolicy.sqlite3.key`."""
    return database.with_name(database.name + ".key")


def key_in(file: Path) -> str:
    """Return the key in a key file, made with a fresh key when there is none.

    The file appears whole or not at all (a temporary file, then a hard link) and an existing one is never
    touched, so of several processes that start at once all get the same key. Only its owner may read it.

    Raises:
        StorageError: the file cannot be read or made.
    """
    try:
        if not file.exists():
            _make(file)
        return file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise StorageError(f"The key file {file} cannot be read or made. Set {SETTING} instead.") from None


def _make(file: Path) -> None:
    descriptor, name = tempfile.mkstemp(prefix=file.name, dir=file.parent)  # mode 0600
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(Fernet.generate_key() + b"\n")
            opened.flush()
            os.fsync(opened.fileno())
        try:
            file.hardlink_to(fresh)
        except FileExistsError:
            return  # another process was first; its key is the one
        _settle(file.parent)
    finally:
        fresh.unlink()


def _settle(directory: Path) -> None:
    """Have the new name on the disk before anything is encrypted with the key."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
