"""The tests of what was changed, or of a subject, on SQLite and without a browser.

`python -m scripts.quick` asks Git what differs from the last commit, or, where nothing does, what
the last commit changed. `python -m scripts.quick booking` runs tests/booking.
"""

import subprocess
import sys
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parent.parent
NOT_QUICK = "not browser and not machine and not slow"
# pytest's exit code.
NOTHING_TO_RUN = 5
# What stands outside of the subjects, by the first folder.
ELSEWHERE = {"clinic_pages": "pages", "home": "site", "settings": "site", "templates": "site"}
IMPORTS = "tests/project/test_rooms.py"


def main(named: list[str]) -> int:
    paths = of_subjects(named) if named else tests_of(changed())
    if not paths:
        sys.exit(f"Nothing that changed has a test here. SUBJECT may be: {', '.join(subjects())}.")
    print(*paths, flush=True)
    options = ["-n", "auto", "--dist", "loadfile", "-m", NOT_QUICK]
    done = subprocess.run([sys.executable, "-m", "pytest", *options, *paths], cwd=ROOT)
    if done.returncode == NOTHING_TO_RUN:
        print("All of these take long: `make test` runs them.")
        return 0
    return done.returncode


def subjects() -> list[str]:
    folders = (path.parent for path in (ROOT / "tests").glob("*/__init__.py"))
    return sorted(
        folder.name for folder in folders if folder.name not in ("browser", "gates", "machine")
    )


def of_subjects(named: list[str]) -> list[str]:
    if unknown := set(named) - set(subjects()):
        sys.exit(f"No subject: {', '.join(sorted(unknown))}. There are: {', '.join(subjects())}.")
    return [f"tests/{name}" for name in named]


def changed() -> list[str]:
    """Paths from the project's folder; those that were deleted, too."""
    own = git("diff", "--name-only", "HEAD") + git("ls-files", "--others", "--exclude-standard")
    return own or git("diff-tree", "--no-commit-id", "--name-only", "-r", "--root", "HEAD")


def git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.splitlines() if not done.returncode else sys.exit(done.stderr.strip())


def tests_of(paths: list[str]) -> list[str]:
    found = {test for path in paths for test in _tests_of(PurePosixPath(path))}
    return sorted(each for each in found if not _is_within(each, found))


def _tests_of(path: PurePosixPath) -> set[str]:
    first, *more = path.parts
    if first == "tests":
        return _of_tests(path)
    about = {"tests/project"} if first != "clinic_pages" else {IMPORTS}
    if first not in ("clinic_pages", *ELSEWHERE, "search"):
        return about
    names = [first, *more[:-1], path.stem] if first == "search" else [*more[:-1], path.stem]
    named = [f"tests/{name}" for name in names if name in subjects()]
    return {*named[:1], *about} if named else {f"tests/{ELSEWHERE[first]}", *about}


def _of_tests(path: PurePosixPath) -> set[str]:
    if len(path.parts) == 2 or path.parts[1] not in subjects():
        # What all of them share, or what needs a browser: see how it looks from one of them.
        return {"tests/pages"} if len(path.parts) == 2 else set()
    if path.name.startswith("test_") and (ROOT / path).exists():
        return {str(path)}
    return {f"tests/{path.parts[1]}"}


def _is_within(test: str, others: set[str]) -> bool:
    return any(test.startswith(f"{other}/") for other in others)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
