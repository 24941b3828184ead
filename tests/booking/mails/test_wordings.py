"""The clinic words its mails itself: who may, what is refused, and what goes out."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from wagtail.models import ModelLogEntry, Site

from clinic_pages.booking.mails.kinds import MAIL_KINDS, Kind
from clinic_pages.booking.mails.posting import post
from clinic_pages.booking.mails.sending import send_due
from clinic_pages.booking.models import BookingMail, MailWording
from tests.booking.diaries import appointment, make_request, practitioner
from tests.booking.reception import make_user, problems
from tests.editors import rows_of

pytestmark = pytest.mark.django_db

LIST = "/admin/snippets/clinic_booking/mailwording/"
WORDS = """Dear patient,
we expect you on {date} at {time}.
With {practitioner}.
Call us: {phone}
Change it here: {manage_link}"""


def edit(wording: MailWording) -> str:
    return f"{LIST}edit/{wording.pk}/"


def wording_of(kind: str, language="en", site=None) -> MailWording:
    found = MailWording.all_there_are().filter(kind=kind, language=language)
    return found.get(site=site) if site else found.get()


@pytest.fixture
def manager(client, tree):
    client.force_login(make_user("Clinic manager"))
    return client


def titles(client) -> dict[str, str]:
    """{mail: whose words it has} in the list."""
    rows = rows_of(soup_of(client.get(LIST)))
    return {row[0].removesuffix(" Edit"): row[1] for row in rows}


def soup_of(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def write(client, kind: str, subject="", body="", language="en"):
    wording = wording_of(kind, language)
    return client.post(edit(wording), {"subject": subject, "body": body})


def sent_about(tree, kind=Kind.BOOKED, person=None, **fields):
    """The mail about an appointment, as it goes out."""
    made = appointment(tree, person, **fields)
    post(made.request, [kind])
    send_due()
    return mail.outbox[-1]


# --- What goes out -------------------------------------------------------------------------------


def test_the_clinics_own_words_go_out(manager, tree):
    assert write(manager, Kind.BOOKED, "See you at {clinic}", WORDS).status_code == 302
    message = sent_about(tree, person=practitioner(tree))
    assert message.subject == f"See you at {tree.clinic.name}"
    assert message.body.startswith("Dear patient,\nwe expect you on ")
    assert " at 9 a.m.\nWith Aoife Brennan.\n" in message.body
    assert f"Call us: {tree.clinic.phone}\n" in message.body
    assert "Change it here: http://" in message.body and "/booking/manage/" in message.body
    # The appointment for the calendar goes along as ever.
    assert message.attachments[0][0] == "appointment.ics"


def test_what_is_not_known_takes_its_line_along(manager, tree):
    write(manager, Kind.BOOKED, "", WORDS)
    tree.clinic.phone = ""
    tree.clinic.save()
    body = sent_about(tree).body
    assert "With" not in body and "Call" not in body and "{" not in body
    assert "at 9 a.m.\nChange it here:" in body


def test_a_comma_before_what_is_not_known_goes_too(manager, tree):
    write(manager, Kind.CANCELLED_CLINIC, "", "{date}, {time}, {practitioner}\nCancelled.")
    made = appointment(tree, None)
    made.cancelled_at = made.starts_at
    made.save()
    post(made.request, [Kind.CANCELLED_CLINIC])
    send_due()
    assert mail.outbox[0].body.endswith("9 a.m.\nCancelled.\n")


def test_empty_words_are_the_built_in_ones(manager, tree):
    write(manager, Kind.BOOKED, "Ours", "")
    message = sent_about(tree)
    assert message.subject == "Ours"
    assert "Your time is agreed:" in message.body
    write(manager, Kind.BOOKED, "", "{date} {time} {manage_link}")
    message = sent_about(tree)
    assert message.subject.startswith("Your appointment – ")
    assert "agreed" not in message.body


def test_the_built_in_words_are_tidy_where_little_is_known(tree):
    tree.clinic.phone = ""
    tree.clinic.save()
    body = sent_about(tree).body
    assert "Telephone" not in body and "{" not in body
    assert "\n\n\n" not in body and not [line for line in body.splitlines() if line.endswith(" ")]


def test_words_are_those_of_the_language(manager, tree, settings):
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    write(manager, Kind.BOOKED, "", "Am {date} um {time}: {manage_link}", language="de")
    assert sent_about(tree, language="de").body.startswith("Am ")
    assert "Your time is agreed" in sent_about(tree, language="en-gb").body


def test_words_are_those_of_the_site(manager, tree):
    other = Site.objects.create(hostname="second.example", root_page=tree.home)
    own = wording_of(Kind.RECEIVED, site=other)
    manager.post(edit(own), {"subject": "The second clinic", "body": ""})
    for site in (tree.site, other):
        post(make_request(tree, site=site), [Kind.RECEIVED])
    send_due()
    assert [message.subject == "The second clinic" for message in mail.outbox] == [False, True]


def test_what_is_typed_is_no_template(manager, tree):
    """Nor is what is filled in."""
    tree.clinic.name = "{phone} {{ request.name }}"
    tree.clinic.save()
    words = "{% include 'x' %} {{ request.email }} {date} {time} {manage_link}"
    assert set(problems(write(manager, Kind.BOOKED, "", words))) == {"body"}
    write(manager, Kind.RECEIVED, "", "{clinic}: {reference}")
    message = sent_about(tree, Kind.RECEIVED, is_agreed=False)
    assert message.body.startswith("{phone} {{ request.name }}: ")


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "typed", "field", "said"),
    [
        (Kind.BOOKED, {"body": "{date} {time}"}, "body", "“{manage_link}” is missing"),
        (Kind.BOOKED, {"body": "Hello."}, "body", "“{date}” is missing"),
        (Kind.REMINDER, {"body": "{date} {manage_link}"}, "body", "“{time}” is missing"),
        (Kind.RECEIVED, {"body": "Thanks."}, "body", "“{reference}” is missing"),
        (Kind.RECEIVED, {"body": "{reference} {name}"}, "body", "“{name}” is not known"),
        (Kind.RECEIVED, {"body": "{reference} {manage_link}"}, "body", "is not known"),
        (Kind.RECEIVED, {"body": "{reference} {"}, "body", "single curly bracket"),
        (Kind.RECEIVED, {"body": "{reference} {}"}, "body", "“{}” is not known"),
        (Kind.NOTICE, {"body": "{desk_link} {reference}"}, "body", "is not known"),
        *(
            (Kind.BOOKED, {"subject": f"On {{{name}}}"}, "subject", "must not stand in a subject")
            for name in ("date", "time", "practitioner", "reference", "manage_link")
        ),
        (Kind.BOOKED, {"subject": "{nonsense}"}, "subject", "is not known"),
        (Kind.BOOKED, {"subject": "x" * 121}, "subject", "at most 120"),
    ],
)
def test_a_mistake_is_told_beside_its_field(manager, kind, typed, field, said):
    found = problems(write(manager, kind, **typed))
    assert list(found) == [field]
    assert said in found[field]
    assert not MailWording.objects.exclude(subject="", body="").exists()


def test_a_line_break_in_a_subject_stays_out_of_the_header(manager, tree):
    write(manager, Kind.BOOKED, "One\r\nBcc: all@evil.example")
    message = sent_about(tree)
    assert message.subject == "One Bcc: all@evil.example"
    assert message.message()["Bcc"] is None


def test_capitals_and_spaces_in_brackets_are_forgiven(manager, tree):
    write(manager, Kind.RECEIVED, "", "Reference: { Reference }")
    assert "Reference: {" not in sent_about(tree, Kind.RECEIVED, is_agreed=False).body


# --- In the admin --------------------------------------------------------------------------------


def test_there_is_one_for_each_mail(manager):
    listed = titles(manager)
    assert list(listed) == [str(kind.label) for kind in MAIL_KINDS.values()]
    assert set(listed.values()) == {"Built in"}
    write(manager, Kind.BOOKED, "Ours")
    assert titles(manager)["To the visitor: the time is agreed"] == "Own words"
    assert MailWording.objects.count() == len(MAIL_KINDS)


def test_with_two_languages_for_each_that_patients_read(manager, settings):
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    listed = titles(manager)
    to_patients = sum(not kind.is_to_clinic for kind in MAIL_KINDS.values())
    assert len(listed) == len(MAIL_KINDS) + to_patients
    assert "To the visitor: the time is agreed (German)" in listed
    assert "To the clinic: the time is agreed (German)" not in listed


def test_the_form_says_what_can_be_written(manager, tree):
    page = soup_of(manager.get(edit(wording_of(Kind.BOOKED))))
    rows = {
        row.th.get_text(): row.get_text(" ", strip=True)
        for row in page.select(".clinic-tokens tbody tr")
    }
    assert list(rows) == [f"{{{name}}}" for name in MAIL_KINDS[Kind.BOOKED].tokens]
    assert "needed in the text" in rows["{date}"] and "10 a.m." in rows["{time}"]
    assert tree.clinic.name in rows["{clinic}"] and "subject" in rows["{clinic}"]
    built_in = page.select_one(".clinic-built-in").get_text()
    assert "Your time is agreed:" in built_in and "{date}, {time}" in built_in


@pytest.mark.parametrize("kind", MAIL_KINDS)
def test_the_built_in_words_may_be_taken_as_they_are(manager, kind):
    """Copied into the field, they say the same."""
    words = wording_of(kind).built_in_words
    assert write(manager, kind, words.subject, words.body).status_code == 302


def test_changes_are_in_the_log(manager):
    write(manager, Kind.BOOKED, "Ours")
    assert [
        entry.action for entry in ModelLogEntry.objects.for_instance(wording_of(Kind.BOOKED))
    ] == ["wagtail.edit"]


@pytest.mark.parametrize("role", ["Marketing", "Reception", "Practitioner", ""])
def test_others_change_and_see_nothing(manager, role):
    wording = wording_of(Kind.BOOKED)
    other = Client()
    other.force_login(make_user(role))
    for url in (LIST, edit(wording), f"{LIST}preview/{wording.pk}/"):
        assert other.get(url).status_code == 302
        assert other.post(url, {"subject": "Theirs"}).status_code in (302, 405)
    wording.refresh_from_db()
    assert wording.subject == ""
    assert LIST not in other.get("/admin/").content.decode()


@pytest.mark.parametrize("role", ["Clinic manager", "superuser"])
def test_nobody_adds_or_deletes_one(tree, client, role):
    client.force_login(make_user(role))
    wording = wording_of(Kind.BOOKED)
    for url in (f"{LIST}add/", f"{LIST}delete/{wording.pk}/", f"{LIST}copy/{wording.pk}/"):
        assert client.get(url).status_code == 404
    for url in (LIST, edit(wording)):
        links = {a["href"] for a in soup_of(client.get(url)).select("main a[href], header a[href]")}
        # Those for ticked boxes are never seen: there are none.
        assert not [href for href in links if href.startswith((f"{LIST}add/", f"{LIST}delete/"))]
        assert not soup_of(client.get(url)).select("[data-bulk-action-checkbox]")


# --- Preview -------------------------------------------------------------------------------------


def previewed(client, wording, mode="", **typed) -> str:
    url = f"{LIST}preview/{wording.pk}/"
    answer = client.post(url, {"subject": "", "body": ""} | typed).json()
    assert answer == {"is_valid": True, "is_available": True}
    return soup_of(client.get(url, {"mode": mode})).select_one("main").get_text("\n")


@pytest.mark.parametrize("kind", MAIL_KINDS)
@pytest.mark.parametrize("mode", ["", "bare"])
def test_each_mail_can_be_looked_at(manager, tree, kind, mode):
    appointment(tree, practitioner(tree))
    text = previewed(manager, wording_of(kind), mode)
    assert str(MAIL_KINDS[kind].subject) in text
    assert "{" not in text and "example" in text
    # Of nobody who is there.
    assert not BookingMail.objects.exists()
    for real in ("Aoife", "Róisín", make_request(tree).reference):
        assert real not in text


def test_in_its_language(manager, settings):
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    assert "Ihr Termin" in previewed(manager, wording_of(Kind.BOOKED, "de"))


def test_unsaved_words_are_shown(manager):
    words = "We wait on {date}, {time}.\nFor {practitioner}.\n{manage_link}"
    text = previewed(manager, wording_of(Kind.BOOKED), subject="Not saved", body=words)
    assert "Not saved" in text and "We wait on" in text and "For Alex Example." in text
    assert not MailWording.objects.exclude(subject="").exists()


def test_as_little_is_known_as_may_be(manager, tree):
    text = previewed(manager, wording_of(Kind.BOOKED), "bare")
    assert "Alex Example" not in text and tree.clinic.phone not in text
    assert "hold this time" in previewed(manager, wording_of(Kind.RECEIVED))
    assert "hold this time" not in previewed(manager, wording_of(Kind.RECEIVED), "bare")


def test_wrong_words_have_no_preview(manager):
    url = f"{LIST}preview/{wording_of(Kind.BOOKED).pk}/"
    answer = manager.post(url, {"subject": "{date}", "body": ""}).json()
    assert answer["is_valid"] is False
