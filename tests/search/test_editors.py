"""What editors keep and see: synonyms, and searches without results."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from clinic_pages.lib.text_folding import words_of
from search.missed import KEPT_DAYS, SHOWN_FROM, mark_of
from search.models import MissedSearch, SynonymGroup
from tests.editors import make_editor, make_editor_of, rows_of
from tests.trees import read

# Each database has a search of its own.
pytestmark = [pytest.mark.postgres, pytest.mark.sqlite]

REPORT = "/admin/search/missed/"


def miss(client, query, times=1):
    """One visitor, again and again."""
    for _ in range(times):
        client.get("/search/", {"q": query})


def miss_often(client, query, visitors=SHOWN_FROM):
    """So many visitors, of whom none is taken for another."""
    by_mark = {mark_of(words_of(query), f"203.0.113.{n}"): f"203.0.113.{n}" for n in range(250)}
    for address in list(by_mark.values())[:visitors]:
        client.get("/search/", {"q": query}, REMOTE_ADDR=address)


def report_rows(client):
    response = client.get(REPORT)
    assert response.status_code == 200
    return [row[:2] for row in rows_of(_soup(response))]


def _soup(response):
    from bs4 import BeautifulSoup

    return BeautifulSoup(response.content, "html.parser")


def test_a_search_is_nobodys_before_it_is_shown(client, tree):
    miss_often(client, "Xylophone!", SHOWN_FROM - 1)
    assert MissedSearch.objects.get().words == ""
    miss_often(client, "xylophone")
    row = MissedSearch.objects.get()
    assert (row.words, row.times) == ("xylophone", 2 * SHOWN_FROM - 1)


def test_what_one_visitor_searches_for_is_never_shown(client, tree):
    miss(client, "Ulrich Zander", 10)
    for day in range(1, 10):
        yesterday = timezone.localdate() - timedelta(days=day)
        MissedSearch.objects.update(last_day=yesterday)
        miss(client, "ulrich zander")
    row = MissedSearch.objects.get()
    assert (row.words, row.times) == ("", 19)
    client.force_login(make_editor())
    assert report_rows(client) == []
    assert "ulrich" not in client.get(REPORT, {"export": "csv"}).getvalue().decode()


def test_behind_one_address_all_are_one_visitor(client, tree, settings):
    """A household; and all visitors, where nobody said where their addresses stand."""
    settings.CLINIC_PAGES = settings.CLINIC_PAGES | {"CLIENT_IP_HEADER": "HTTP_X_REAL_IP"}
    for number in range(10):
        client.get("/search/", {"q": "xylophone"}, REMOTE_ADDR=f"203.0.113.{number}")
        client.get("/search/", {"q": "trombone"}, headers={"X-Real-IP": f"2001:db8::{number + 1}"})
    assert not MissedSearch.objects.exclude(words="").exists()


def test_nothing_of_the_visitors_is_kept_once_it_is_shown(client, tree):
    miss_often(client, "xylophone", SHOWN_FROM - 1)
    # A digit for each: of sixteen addresses one has the same.
    assert len(MissedSearch.objects.get().visitors) == SHOWN_FROM - 1
    miss_often(client, "xylophone")
    assert MissedSearch.objects.get().visitors == ""


@pytest.mark.parametrize(
    "query",
    ["me@mail.example", "qq 020 910 0142", "born 1.2.1984", "http://qq.example", "q" * 61,
     "qqa qqb qqc qqd qqe qqf qqg"],
)  # fmt: skip
def test_what_may_say_who_it_was_is_not_counted(client, tree, query):
    miss_often(client, query)
    assert not MissedSearch.objects.exists()


def test_a_search_with_results_is_not_counted(client, tree):
    tree.condition()
    miss(client, "sciatica")
    miss(client, "siatica")
    assert not MissedSearch.objects.exists()


def test_searches_are_forgotten(client, tree):
    miss(client, "xylophone", SHOWN_FROM)
    old = timezone.localdate() - timedelta(days=KEPT_DAYS + 1)
    MissedSearch.objects.update(last_day=old)
    call_command("forget_searches")
    assert not MissedSearch.objects.exists()


def test_the_report_shows_what_failed_often(client, tree):
    miss_often(client, "xylophone")
    miss_often(client, "trombone", SHOWN_FROM - 1)
    client.force_login(make_editor())
    assert report_rows(client) == [["xylophone", str(SHOWN_FROM)]]
    assert "xylophone" in client.get(REPORT, {"export": "csv"}).getvalue().decode()


def test_the_report_is_for_those_who_may_change_pages(client, tree):
    user = User.objects.create_user("nobody", password="a-long-password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(REPORT).status_code == 302
    assert REPORT not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("phrases", ["one", "one\nOne ", "one\n!", "a b c d e f g\nh"])
def test_a_group_has_at_least_two_short_phrases(db, phrases):
    with pytest.raises(ValidationError):
        SynonymGroup(phrases=phrases).full_clean()


def test_a_phrase_belongs_to_one_group(db):
    SynonymGroup.objects.create(phrases="slipped disc\nherniated disc")
    with pytest.raises(ValidationError, match="stands in"):
        SynonymGroup(phrases="Slipped disc\nprolapse").full_clean()


def test_synonyms_are_listed_and_edited(client, tree):
    user = make_editor()
    user.user_permissions.add(*Permission.objects.filter(codename__endswith="_synonymgroup"))
    client.force_login(user)
    address = "/admin/snippets/search/synonymgroup/"
    client.post(f"{address}add/", {"phrases": "slipped disc\nherniated disc"})
    assert SynonymGroup.objects.get().lines == ["slipped disc", "herniated disc"]
    assert "slipped disc = herniated disc" in client.get(address).content.decode()


def test_pages_with_a_form_work_without_and_with_the_script(client, tree):
    soup = read(client, tree.home)
    form = soup.select_one("form[role=search]")
    assert (form["action"], form["method"]) == ("/search/", "get")
    assert form["data-suggest"] == "/search/suggest/"
    assert soup.select_one("script[src*='search/suggest']").has_attr("defer")


def test_what_was_not_found_becomes_a_page(client, tree):
    miss_often(client, "frozen shoulder")
    client.force_login(make_editor_of(tree.conditions))
    assert not _soup(client.get(REPORT)).select("td a.button")
    client.force_login(make_editor())
    [link] = _soup(client.get(REPORT)).select("td a.button")
    form = _soup(client.get(link["href"]))
    assert form.select_one("#id_title")["value"] == "Frozen shoulder"
    assert "conditionpage" in link["href"]
