"""The hub's secret: 32 random bytes in its state folder that codes and digests are made with."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from telemed.hub.errors import HubError, Reason


def hub_secret(folder: Path) -> bytes:
    """Return the hub's secret, made once; two processes that start together agree on one."""
    path = folder / "secret"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            draft = folder / f".secret.{os.getpid()}"
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(secrets.token_bytes(32))
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
            draft.unlink()
        secret = path.read_bytes()
    except OSError as error:
        raise HubError(Reason.UNREADABLE, f"{path} kann nicht benutzt werden: {error.strerror}.") from error
    if len(secret) != 32:  # noqa: PLR2004 (the length written above)
        raise HubError(Reason.DAMAGED, f"Die Datei {path} ist beschädigt.")
    return secret
