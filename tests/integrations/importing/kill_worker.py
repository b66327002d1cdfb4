"""Imports in a process of its own and dies at a step: argv = tmp_path, step (0: never), largest file in bytes."""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

from integrations.importing.import_folder import ImportOrder, import_folder
from integrations.importing.mapping_file import read_mapping
from tests.integrations.importing.exports import MAPPING, NOW, TODAY
from tools.errors import OutsideError

STEPS: list[str] = []


def main() -> int:
    folder, deadly, largest = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    def step(says: str) -> None:
        STEPS.append(says)
        if len(STEPS) == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    order = ImportOrder(folder / "exports", read_mapping(MAPPING, "mapping.yaml"), folder / "company")
    try:
        import_folder(order, TODAY, NOW, step)
    except OutsideError as error:
        print(error.message)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
