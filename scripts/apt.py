"""Debian packages, for the helpers that need a program which is not there."""

import os
import shutil
import subprocess


def root_prefix() -> list[str] | None:
    """What to write before a command to run it as root; None where that is not possible."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if _sudo_asks_nothing() else None


def install(*packages: str) -> None:
    """Try to install; the caller looks afterwards whether the program is there."""
    prefix = root_prefix()
    if prefix is None or not shutil.which("apt-get"):
        return
    apt_get = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    subprocess.run([*apt_get, "update"])
    subprocess.run([*apt_get, "install", "--yes", "--no-install-recommends", *packages])


def _sudo_asks_nothing() -> bool:
    if not shutil.which("sudo"):
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
