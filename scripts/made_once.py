"""What takes long to make and hangs on a few files: made once, and again once one of them differs.

It lies beside the environment whose packages made it.
"""

import fcntl
import hashlib
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = Path(sys.prefix) / "made-once"


def made(name: str, made_of: Iterable[str], make: Callable[[Path], None]) -> Path:
    """The file or folder, made by `make` where there is none. To be copied or read, never changed.

    made_of: patterns of files in the project
    """
    FOLDER.mkdir(exist_ok=True)
    place = FOLDER / f"{fingerprint(made_of)}.{name}"
    with _alone(name):
        if not place.exists():
            _remove(*FOLDER.glob(f"*.{name}"))
            half_made = FOLDER / f"half-made.{name}"
            make(half_made)
            half_made.rename(place)
    return place


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Others wait until it is made."""
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fingerprint(made_of: Iterable[str], more: str = "") -> str:
    """Of the files that these patterns find in the project, and of `more`."""
    files = sorted(file for pattern in made_of for file in ROOT.glob(pattern))
    digest = hashlib.sha256(f"{sys.version}{more}".encode())
    for file in filter(Path.is_file, files):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _remove(*places: Path) -> None:
    for place in places:
        shutil.rmtree(place) if place.is_dir() else place.unlink()
