"""A site in two languages has apps that no other test has, so its tests have a process of their
own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Brings its own database.
pytestmark = [pytest.mark.once, pytest.mark.slow]

TESTS = Path(__file__).with_name("test_translated_site.py")
OURS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTEST_ADDOPTS", "PYTEST_CURRENT_TEST")


def test_a_clinic_translated_by_simple_translation_and_by_localize():
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in OURS and not name.startswith("PYTEST_XDIST")
    }
    command = [sys.executable, "-m", "pytest", "-q", "--ds=settings.test_translated", str(TESTS)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
