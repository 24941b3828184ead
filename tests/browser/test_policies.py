"""What the Content-Security-Policy keeps a browser from, and what it does not."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.usefixtures("demo")

SMUGGLED = '<script>document.documentElement.dataset.smuggled = "yes"</script></body>'


def smuggle(page: Page, with_policy: bool) -> None:
    """Into each page that comes, a script."""

    def answer(route):
        response = route.fetch()
        headers = dict(response.headers)
        if not with_policy:
            headers.pop("content-security-policy")
        route.fulfill(
            response=response,
            headers=headers,
            body=response.text().replace("</body>", SMUGGLED),
        )

    page.route("**/conditions/sciatica/", answer)


@pytest.mark.parametrize("with_policy", [True, False])
def test_a_smuggled_script_does_not_run(page, problems, with_policy):
    smuggle(page, with_policy)
    page.goto("/conditions/sciatica/")
    ran = page.evaluate("document.documentElement.dataset.smuggled")
    assert ran == (None if with_policy else "yes")
    if with_policy:
        assert any("Content Security Policy" in problem for problem in problems)
        problems.clear()
