"""`python -m scripts.lint FOLDER...`: style, templates, missing migrations and Django's own checks.

FOLDERs are those with templates. All at once, on all cores; what each says comes in
order. Exits with 1 where one complains.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
MANAGE = (sys.executable, "manage.py")
# Settings are needed, and no database file must be left behind.
NO_DATABASE = {"DATABASE_URL": "sqlite://:memory:"}
AS_IN_PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "settings.production",
    "ALLOWED_HOSTS": "clinic.example",
    "SECRET_KEY": "only-for-the-deployment-check-0123456789-abcdefghijklmnopqrstuvwxyz",
}
CHECK = ("check", "--fail-level", "WARNING")


def commands(folders: list[str]) -> list[tuple[tuple[str, ...], dict[str, str]]]:
    """(command, environment variables) of each; what takes longest comes first."""
    templates = [
        str(file)
        for folder in folders
        for file in sorted((ROOT / folder).glob("**/*.html"))
        if "templates" in file.parts
    ]
    return [
        ((*MANAGE, "makemigrations", "--check", "--dry-run"), NO_DATABASE),
        ((*MANAGE, *CHECK), NO_DATABASE),
        ((*MANAGE, *CHECK, "--deploy"), NO_DATABASE | AS_IN_PRODUCTION),
        ((str(BIN / "djlint"), "--lint", "--quiet", *folders), {}),
        ((str(BIN / "djade"), "--check", "--target-version", "5.2", *templates), {}),
        ((str(BIN / "ruff"), "check", "."), {}),
        ((str(BIN / "ruff"), "format", "--check", "."), {}),
    ]


def run(command: tuple[str, ...], environment: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout


def main(folders: list[str]) -> int:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [(each, pool.submit(run, *each)) for each in commands(folders)]
    results = [(command, *job.result()) for (command, _environment), job in jobs]
    for command, code, output in results:
        name = " ".join(Path(word).name if "/" in word else word for word in command[:4])
        print(f"{'ok    ' if not code else 'WRONG '} {name}")
        if code or output.strip().count("\n") < 1:
            print(output.rstrip())
    return 1 if any(code for _command, code, _output in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
