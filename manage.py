#!/usr/bin/env python3
"""Campagnon's commands: `./manage.py help`."""

import os
import sys
from pathlib import Path


def main() -> None:
    venv_python = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
    if venv_python.exists() and Path(sys.prefix) != venv_python.parent.parent:
        os.execv(venv_python, [str(venv_python), *sys.argv])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    import config  # noqa: F401  the sound SQLite, before Django

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
