"""No test reaches beyond this machine, reads the operator's settings, or writes beside the code."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest

LOOPBACK = ("127.0.0.1", "::1", "localhost")
SHARED_DATA = "STEWARD_SHARED_DATA"


@pytest.fixture(autouse=True)
def _closed_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else LOOPBACK[0]
        if host not in LOOPBACK:
            raise OSError(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in list(os.environ):
        if name.startswith(("STEWARD_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_")) and name != SHARED_DATA:
            monkeypatch.delenv(name)
    monkeypatch.setenv("STEWARD_STATE", str(tmp_path_factory.getbasetemp() / "state"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of outside companies' exports, which are not part of the project; skipped where it is absent."""
    folder = Path(os.environ.get(SHARED_DATA, Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"SKIPPED LOUDLY: no outside company's export at {folder}; set {SHARED_DATA} to its folder")
    return folder
