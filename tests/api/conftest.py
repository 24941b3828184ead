import pytest


@pytest.fixture(autouse=True)
def with_api(settings):
    settings.ROOT_URLCONF = "tests.urls_with_api"
