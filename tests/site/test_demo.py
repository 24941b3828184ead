"""The demo clinic: what it says, that it hangs together, and that its editor can work."""

import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import querydict_from_html

from clinic_pages.models import BookingSnippet, ClinicSettings, ConditionIndexPage, ConditionPage
from clinic_pages.overrides.stored import find_overrides
from home.demo import build, clinic_settings, editor, pictures
from home.demo.words import to_html

CONTRACT = """
    / /conditions/ /conditions/sciatica/ /conditions/osteoarthritis/ /conditions/low-back-pain/
    /therapies/ /therapies/acupuncture/ /therapies/acupressure-massage/ /therapies/cupping/
    /therapies/moxibustion/ /therapies/herbal-remedies/ /team/ /book/ /about/ /privacy/
    /search/?q=sciatica /sitemap.xml /robots.txt /healthz
"""
PROMISES = re.compile(
    r"\b(cure[sd]?|best results|highly effective|guarant\w+|miracle\w*|100 ?(%|per cent)"
    r"|safe(r|st|ly|ty)?)(?!\w)",
    re.IGNORECASE,
)
CLIENT_COPY = django_settings.BASE_DIR.parent / "shared" / "seed" / "sciatica.txt"


def soup_of(client, url) -> BeautifulSoup:
    response = client.get(url, follow=True)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


def words_of(soup) -> str:
    """What a visitor or a search engine reads on the page."""
    descriptions = [meta.get("content", "") for meta in soup.select("meta")]
    alternatives = [image.get("alt", "") for image in soup.select("img")]
    return " ".join([soup.get_text(" "), *descriptions, *alternatives])


def shingles(text: str, length: int = 8) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


def demo_pages() -> list[Page]:
    return list(Page.objects.filter(depth__gt=1, live=True).specific())


@pytest.mark.usefixtures("demo")
class DemoTestCase(TestCase):
    def soups(self) -> dict[str, BeautifulSoup]:
        """Every page of the demo by its address."""
        return {page.get_url(): soup_of(self.client, page.get_url()) for page in demo_pages()}


class DemoTests(DemoTestCase):
    def test_addresses_of_the_contract(self):
        answers = {address: self.client.get(address).status_code for address in CONTRACT.split()}
        assert set(answers.values()) == {200}, answers

    def test_the_sitemap_leads_to_where_the_site_is_served(self):
        sitemap = self.client.get("/sitemap.xml").content.decode()
        base = django_settings.WAGTAILADMIN_BASE_URL
        assert f"<loc>{base}/conditions/sciatica/</loc>" in sitemap

    def test_search_finds_sciatica(self):
        hits = soup_of(self.client, "/search/?q=sciatica").select(".clinic-search-result a")
        assert "/conditions/sciatica/" in [hit["href"] for hit in hits]

    def test_everything_is_published_through_one_revision(self):
        assert not Page.objects.filter(depth=2).exact_type(Page).exists()
        for page in demo_pages():
            assert page.live_revision_id and not page.has_unpublished_changes, page
            assert page.revisions.count() == 1, page

    def test_blocks_of_sciatica(self):
        body = ConditionPage.objects.get(slug="sciatica").body
        assert " ".join(block.block_type for block in body) == (
            "care_card key_facts section image section therapy therapy therapy "
            "therapies_together section care_card questions references practitioner "
            "related_condition related_condition"
        )
        therapies = [block.value for block in body if block.block_type == "therapy"]
        assert [bool(str(value["text_override"])) for value in therapies] == [False, True, True]

    def test_sciatica_as_a_visitor_sees_it(self):
        soup = soup_of(self.client, "/conditions/sciatica/")
        assert [block.h2.get_text(strip=True) for block in soup.select(".clinic-therapy")] == [
            "Acupuncture for Sciatica",
            "Acupressure Massage for Sciatica",
            "Cupping for Sciatica",
        ]
        assert len(soup.select(".clinic-booking")) == 1
        assert "piriformis" in soup.get_text()
        assert soup.select_one(".clinic-section a[href='/conditions/osteoarthritis/']")

    def test_every_condition_says_first_when_to_see_a_doctor(self):
        for condition in ConditionPage.objects.live():
            kinds = [block.block_type for block in condition.body]
            assert kinds[0] == "care_card" and kinds.count("therapy") >= 2, condition

    def test_no_text_was_written_against_an_older_shared_text(self):
        overrides = list(find_overrides())
        assert overrides
        assert all(each.seen and not each.is_stale for each in overrides)

    def test_menu(self):
        entries = Page.objects.filter(show_in_menus=True).order_by("path")
        assert [page.slug for page in entries] == [
            *("conditions", "therapies", "team", "about", "book")
        ]

    def test_settings(self):
        clinic = ClinicSettings.objects.get()
        assert clinic.default_booking_snippet.live
        has_form = apps.is_installed("clinic_pages.booking")
        assert clinic.default_booking_snippet.way == ("request" if has_form else "contact")
        assert len(clinic.coming_special_days()) == 2
        assert {row.weekday for row in clinic.opening_hours.all()} == {1, 2, 3, 4, 5, 6}

    def test_the_book_page_begins_with_the_way_to_book(self):
        soup = soup_of(self.client, "/book/")
        booking = soup.select_one("h1").find_next(class_="clinic-booking")
        assert booking.find_previous_sibling().name == "header"
        assert soup.select_one(".clinic-section") in booking.find_next_siblings()

    def test_every_page_shows_the_booking_text_once(self):
        shown = {url: len(soup.select(".clinic-booking")) for url, soup in self.soups().items()}
        assert set(shown.values()) == {1}, shown

    def test_no_promises(self):
        for url, soup in self.soups().items():
            assert not PROMISES.findall(words_of(soup)), url

    # The copy is the client's: only the team has it, and only there is there anything to compare.
    if CLIENT_COPY.exists():

        def test_no_sentence_of_the_client_is_copied(self):
            theirs = shingles(CLIENT_COPY.read_text())
            for url, soup in self.soups().items():
                assert not theirs & shingles(words_of(soup)), url

    def test_every_picture_is_used_and_described(self):
        sources = " ".join(
            image["src"]
            for soup in self.soups().values()
            for image in soup.select("img")
            if image["src"].startswith(django_settings.MEDIA_URL)
        )
        for image in get_image_model().objects.all():
            assert image.file.storage.exists(image.file.name)
            assert image.filename.removesuffix(".svg") in sources, image
            assert image.description and image.width >= 480

    def test_every_page_passes_the_editors_validation(self):
        for page in demo_pages():
            page.full_clean()
            if body := getattr(page, "body", None):
                body.stream_block.clean(body)


def the_editor():
    return get_user_model().objects.get(username=editor.USERNAME)


@override_settings(DEBUG=True)
class EditorTests(DemoTestCase):
    def setUp(self):
        typed = {"username": editor.USERNAME, "password": editor.PASSWORD}
        assert self.client.post("/admin/login/", typed).status_code == 302
        self.editor = the_editor()
        self.snippet = BookingSnippet.objects.get()

    def snippet_url(self, view, *args) -> str:
        return reverse(BookingSnippet.snippet_viewset.get_url_name(view), args=args)

    def settings_url(self) -> str:
        site = ClinicSettings.objects.get().site_id
        return reverse("wagtailsettings:edit", args=["clinic_pages", "clinicsettings", site])

    def submit(self, url, form, **changes):
        """Opens a form of the admin (a CSS selector), changes it and sends it."""
        data = querydict_from_html(str(soup_of(self.client, url).select_one(form))).copy()
        data.update(changes)
        response = self.client.post(url, data)
        assert response.status_code == 302, BeautifulSoup(response.content).select(
            ".w-field__errors"
        )

    def test_is_no_superuser(self):
        assert not self.editor.is_superuser and not self.editor.is_staff

    def test_can_open_his_screens(self):
        pages = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in demo_pages()]
        snippets = [
            *(self.snippet_url("list"), self.snippet_url("add")),
            self.snippet_url("edit", self.snippet.pk),
        ]
        for url in ["/admin/", *snippets, self.settings_url(), *pages]:
            soup_of(self.client, url)

    def test_may_publish_every_page(self):
        assert all(page.permissions_for_user(self.editor).can_publish() for page in demo_pages())

    def test_can_publish_a_page(self):
        url = reverse("wagtailadmin_pages:edit", args=[ConditionIndexPage.objects.get().pk])
        publish = {"action-publish": "action-publish"}
        self.submit(url, "[data-edit-form]", title="What we see", **publish)
        assert "What we see" in soup_of(self.client, "/conditions/").h1.get_text()

    def test_can_publish_a_booking_text(self):
        publish = {"action-publish": "action-publish"}
        url = self.snippet_url("edit", self.snippet.pk)
        self.submit(url, "[data-edit-form]", heading="Come and see us", **publish)
        assert "Come and see us" in soup_of(self.client, "/conditions/sciatica/").get_text()

    def test_can_change_the_clinic(self):
        self.submit(self.settings_url(), "main form", name="Wren Clinic")
        clinic = ClinicSettings.objects.get()
        assert clinic.name == "Wren Clinic" and clinic.opening_hours.count() == 7

    def test_extending_the_group_again_changes_nothing(self):
        before = set(self.editor.get_all_permissions())
        editor.extended_group()
        assert set(the_editor().get_all_permissions()) == before
        assert before >= {"clinic_pages.publish_bookingsnippet", "wagtailimages.add_image"}


@pytest.mark.parametrize("run", [1, 2])
def test_what_a_test_makes_of_the_demo_is_its_own(demo, run):
    sciatica = ConditionPage.objects.get(slug="sciatica")
    assert sciatica.title == "Sciatica"
    sciatica.title = "Mine"
    sciatica.save()


@pytest.fixture
def load(db):
    return lambda *options: call_command("load_demo", *options)


def counts() -> list[int]:
    models = [Page, Revision, BookingSnippet, get_image_model(), get_user_model()]
    return [model.objects.count() for model in models]


def test_a_second_run_changes_nothing(demo, load, capsys):
    page = ConditionPage.objects.get(slug="sciatica")
    page.title = "Edited"
    page.save_revision().publish()
    before = counts()
    load()
    assert counts() == before
    assert ConditionPage.objects.get(slug="sciatica").title == "Edited"
    assert "already has content" in capsys.readouterr().out.splitlines()[-1]


def test_the_login_is_printed_while_it_works(demo, load, settings, capsys):
    settings.DEBUG = True
    load("--with-editor")
    assert f"{editor.USERNAME} / {editor.PASSWORD}" in capsys.readouterr().out
    user = the_editor()
    user.set_password("another")
    user.save()
    load("--with-editor")
    assert f"{editor.USERNAME} /" not in capsys.readouterr().out


@pytest.mark.booking
def test_each_role_has_a_login(demo, load, settings, capsys):
    settings.DEBUG = True
    load("--with-editor")
    printed = capsys.readouterr().out
    for name, group in editor.ROLES.items():
        assert f"{name} / {editor.PASSWORD}" in printed
        user = get_user_model().objects.get(username=name)
        assert [each.name for each in user.groups.all()] == [group]
        assert not user.is_superuser


def test_a_failure_leaves_nothing_behind(load, monkeypatch):
    before = counts()
    monkeypatch.delattr(build, "write_settings")
    with pytest.raises(NameError):
        load()
    assert counts() == before


def test_before_the_static_files_are_collected_nothing_is_loaded(load, settings, tmp_path):
    manifest = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    before = counts()
    with pytest.raises(CommandError, match="collectstatic"):
        load()
    assert counts() == before


def test_no_editor_without_debug(load, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG"):
        load("--with-editor")
    assert not build.has_content() and not get_user_model().objects.exists()


def test_the_tree_bears_nothing_of_the_demo(tree):
    assert not ConditionPage.objects.exists()


def test_someone_elses_editor_is_left_alone(db):
    user = get_user_model().objects.create_user(editor.USERNAME, password="their own")
    editor.make_editor()
    user.refresh_from_db()
    assert user.check_password("their own") and not user.groups.exists()


@pytest.mark.parametrize(
    ("today", "christmas"),
    [
        (date(2026, 11, 22), date(2026, 12, 24)),
        (date(2027, 1, 1), date(2026, 12, 24)),
        (date(2027, 1, 2), date(2027, 12, 24)),
    ],
)
def test_next_christmas(today, christmas):
    assert clinic_settings.next_christmas(today) == christmas


def test_special_days_never_overlap():
    for offset in range(366):
        training, christmas = clinic_settings.special_days(date(2026, 1, 1) + timedelta(offset))
        assert not christmas.first_day <= training.first_day <= christmas.last_day
        assert training.first_day.isoweekday() == 3


@pytest.mark.parametrize("path", sorted(pictures.FOLDER.iterdir()), ids=lambda path: path.name)
def test_pictures_are_small_and_plain(path):
    svg = path.read_text()
    assert path.name in pictures.PICTURES and len(svg) < 6_000
    assert not re.search(r"<(script|text|image|style|foreignObject)\b|\bon\w+=|href=\"[^#]", svg)


def test_notation():
    text = """
        One
        line & [a page](book).

        - first

        - second
          goes on

        [us](mailto:a@b.example)
    """
    assert to_html(text, {"book": 7}) == (
        '<p>One line &amp; <a linktype="page" id="7">a page</a>.</p>'
        "<ul><li>first</li><li>second goes on</li></ul>"
        '<p><a href="mailto:a@b.example">us</a></p>'
    )
