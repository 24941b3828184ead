"""What an editor types or pastes as the address at a booking provider, and is told of it."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from clinic_pages.models import BookingSnippet
from clinic_pages.pages.booking_addresses import MOST_CODE, address_in, remarks
from tests.trees import texts

# As the providers hand it out, but for the names.
CODES = {
    "acuity": (
        """<iframe src="https://app.acuityscheduling.com/schedule.php?owner=21&amp;ref=embedded_csp"
        width="100%" height="800"></iframe>
        <script src="https://embed.acuityscheduling.com/js/embed.js"></script>""",
        "https://app.acuityscheduling.com/schedule.php?owner=21&ref=embedded_csp",
    ),
    "acuity, a button": (
        """<link rel="stylesheet" href="https://embed.acuityscheduling.com/embed/button/21.css"/>
        <a href="https://app.acuityscheduling.com/schedule.php?owner=21&ref=booking_button"
        target="_blank" class="acuity-embed-button">Book an appointment</a>""",
        "https://app.acuityscheduling.com/schedule.php?owner=21&ref=booking_button",
    ),
    "calendly": (
        """<!-- Calendly inline widget begin -->
        <div class="calendly-inline-widget" data-url="https://calendly.com/wrenfield/30min"
        style="min-width:320px;height:700px;"></div>
        <script src="https://assets.calendly.com/assets/external/widget.js" async></script>""",
        "https://calendly.com/wrenfield/30min",
    ),
    "calendly, in a window": (
        """<link href="https://assets.calendly.com/assets/external/widget.css" rel="stylesheet">
        <a href="" onclick="Calendly.initPopupWidget({url: 'https://calendly.com/wrenfield/30min'});
        return false;">Schedule time with me</a>""",
        "https://calendly.com/wrenfield/30min",
    ),
    "cal": (
        """<div style="width:100%;height:100%;overflow:scroll" id="my-cal-inline"></div>
        <script>(function (C, A, L) { C.Cal = C.Cal || function () {}; })
        (window, "https://app.cal.com/embed/embed.js", "init");
        Cal("init", "first", {origin:"https://app.cal.com"});
        Cal.ns.first("inline", {elementOrSelector:"#my-cal-inline", calLink: "wrenfield/first"});
        </script>""",
        "https://app.cal.com/wrenfield/first",
    ),
    "cal, a button": (
        """<button data-cal-link="wrenfield/first" data-cal-config='{"layout":"month_view"}'>
        Click me</button>""",
        "https://cal.com/wrenfield/first",
    ),
    "cliniko": (
        """<iframe id='cliniko-42' src='https://wrenfield.au3.cliniko.com/bookings?embedded=true'
        frameborder='0' scrolling='auto' width='100%' height='1000'></iframe>
        <script>window.addEventListener('message', function (e) {
        document.getElementById('cliniko-42').style.height = e.data + 'px'; });</script>""",
        "https://wrenfield.au3.cliniko.com/bookings?embedded=true",
    ),
    "cliniko, made by a script": (
        """<div id="b"></div><script>var iFrame = document.createElement('iframe');
        iFrame.src = 'https://wrenfield.cliniko.com/bookings?embedded=true';</script>""",
        "https://wrenfield.cliniko.com/bookings?embedded=true",
    ),
    "fresha": (
        """<a href="https://www.fresha.com/book-now/wrenfield-wq7v/services?lid=8&amp;pId=7"
        target="_blank"><img src="https://cdn.fresha.com/button.png"/></a>""",
        "https://www.fresha.com/book-now/wrenfield-wq7v/services?lid=8&pId=7",
    ),
    "setmore": (
        """<script id="setmore_script" src="https://my.setmore.com/js/iframe/setmore_iframe.js">
        </script><a id="Setmore_button_iframe" href="https://my.setmore.com/bookingpage/047a">
        <img border="none" src="https://my.setmore.com/images/bookappt/SetMore-book.png" /></a>""",
        "https://my.setmore.com/bookingpage/047a",
    ),
    "simplybook": (
        """<script src="//widget.simplybook.me/v2/widget/widget.js"></script><script>
        var widget = new SimplybookWidget({"widget_type":"iframe",
        "url":"https:\\/\\/wrenfield.simplybook.me","theme":"default"});</script>""",
        "https://wrenfield.simplybook.me",
    ),
    "square": (
        """<!-- Start Square Appointments Embed Code --><script
        src='https://app.squareup.com/appointments/buyer/widget/m37v/L9K.js'></script>""",
        "https://app.squareup.com/appointments/buyer/widget/m37v/L9K",
    ),
    "timify": (
        """<script async src="//book.timify.com/widget/widget.min.js" id="timify-widget"
        data-position="left" data-locale="de-de" data-account-id="61eac175"></script>""",
        "https://book.timify.com/?accountId=61eac175",
    ),
    "treatwell": (
        """<button onclick="wahanda.openOnlineBookingWidget(
        'https://widget.treatwell.ie/place/502481/menu/')">Book</button>""",
        "https://widget.treatwell.ie/place/502481/menu/",
    ),
    "nobody we know": (
        '<iframe src="//bookings.example/wrenfield?a=1&copy=2&section=3"></iframe>',
        "https://bookings.example/wrenfield?a=1&copy=2&section=3",
    ),
    "escaped by an e-mail program": (
        "&lt;iframe src=&quot;https://calendly.com/wrenfield?a=1&amp;b=2&quot;&gt;&lt;/iframe&gt;",
        "https://calendly.com/wrenfield?a=1&b=2",
    ),
    "twice the same": (
        """<iframe src="https://calendly.com/wrenfield"><a href="https://calendly.com/wrenfield">
        Book</a></iframe>""",
        "https://calendly.com/wrenfield",
    ),
}


@pytest.mark.parametrize(("code", "address"), CODES.values(), ids=CODES)
def test_the_address_is_taken_out_of_a_providers_code(code, address):
    assert address_in(code) == address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" https://calendly.com/wrenfield\n", "https://calendly.com/wrenfield"),
        ("https://a.example/?a=1&copy=2", "https://a.example/?a=1&copy=2"),
        ("https://a.example/?a=1&amp;b=2", "https://a.example/?a=1&b=2"),
        ("", ""),
    ],
)
def test_an_address_stays_what_it_is(typed, address):
    assert address_in(typed) == address


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("<p>Book with us</p>", "no address of a booking page"),
        ("<script src='https://assets.calendly.com/widget.js'></script>", "no address"),
        ("<a href='javascript:alert(1)'>Book</a>", "no address"),
        (
            "<a href='https://calendly.com/a'></a><iframe src='https://calendly.com/b'></iframe>",
            "more than one address in this code: https://calendly.com/a, https://calendly.com/b.",
        ),
        ("<a " + "x" * MOST_CODE, "more than a provider's code"),
    ],
)
def test_code_without_one_address_is_refused_with_the_reason(code, says):
    with pytest.raises(ValidationError) as refused:
        address_in(code)
    assert says in refused.value.messages[0]


# --- Whose it is ---------------------------------------------------------------------------------


def said(typed: str) -> list[tuple[str, str]]:
    return [(remark.status, remark.text) for remark in remarks(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("https://calendly.com/wrenfield", "An address of Calendly. Both"),
        ("https://www.fresha.com/a/wrenfield", "An address of Fresha. A link to it is possible"),
        ("https://book.rota.example/wrenfield", "An address of Rota. Both"),
        ("https://bookings.example/", "bookings.example belongs to no booking provider"),
        # Its own, and none where bookings are taken.
        ("https://cliniko.com/pricing", "cliniko.com belongs to no booking provider"),
    ],
)
def test_an_address_is_called_by_its_providers_name(typed, expected):
    [(status, text)] = said(typed)
    assert status == "info"
    assert text.startswith(expected)


@pytest.mark.parametrize("typed", ["", "https", "https://", "https://cal", "https://[", "..."])
def test_nothing_is_said_of_what_is_half_typed(typed):
    assert not said(typed)


def test_of_pasted_code_it_is_said_what_is_kept():
    code, address = CODES["calendly"]
    assert said(code)[0] == ("info", f"Of this code only the address is kept: {address}")
    assert said(code)[1][1].startswith("An address of Calendly.")
    assert said("<p>Book</p>")[0][0] == "critical"


LOOK_ALIKES = {
    "calendly.com.evil.example": "Calendly",
    "caIendly.com": "Calendly",
    "ca1endly.com": "Calendly",
    "calend1y.com": "Calendly",
    "calendly.co": "Calendly",
    "calendy.com": "Calendly",
    "claendly.com": "Calendly",
    "my-calendly.example": "Calendly",
    "notcalendly.com": "Calendly",
    "cliniko-booking.com": "Cliniko",
    "wrenfield.cliniko.com.evil.example": "Cliniko",
    "c1iniko.com": "Cliniko",
    "wrenfield.cl\u0456niko.com": "Cliniko",
    "c\u0430lendly.com": "Calendly",
    "xn--clendly-2fg.com": "Calendly",
    "calendl\u00fd.com": "Calendly",
    "cal.com.evil.example": "Cal.com",
    "ca1.com": "Cal.com",
    "sirnplybook.me": "SimplyBook.me",
    "doctolib.fr.evil.example": "Doctolib",
    "fresha-booking.example": "Fresha",
    "clinic.as.me.evil.example": "Acuity Scheduling",
    "r0ta.example": "Rota",
}


@pytest.mark.parametrize(("host", "name"), LOOK_ALIKES.items())
def test_a_host_that_looks_like_a_providers_is_a_warning(host, name):
    [(status, text)] = said(f"https://{host}/wrenfield")
    assert status == "warning"
    assert f"looks like an address of {name}," in text
    # And no error: it can be saved as a link.
    BookingSnippet(heading="Book", way="link", provider_url=f"https://{host}/wrenfield").clean()


def test_the_editor_sees_the_difference():
    assert said("https://caIendly.com/")[0][1].startswith("caiendly.com looks like")
    assert said("https://c\u0430lendly.com/")[0][1].startswith("xn--clendly-")


@pytest.mark.parametrize(
    "host",
    [
        "wrenfield.example",
        "bookings.wrenfield-clinic.co.uk",
        "medical.com",
        "calm-clinic.com",
        "fresh.example",
        "squarefoot-physio.example",
        "janet.example",
        "physio-in-\u00f6sterreich.example",
        "assets.calendly.com",
        "help.simplybook.me",
    ],
)
def test_a_host_of_its_own_is_no_look_alike(host):
    assert all(status == "info" for status, _text in said(f"https://{host}/"))


# --- In the admin --------------------------------------------------------------------------------

ADD = "/admin/snippets/clinic_pages/bookingsnippet/add/"


def save(admin_client, typed: str, way: str = "link", **answer) -> BeautifulSoup:
    """What an editor sees who has typed it, and published."""
    fields = {"heading": "Book", "text": "null", "way": way, "provider_url": typed}
    response = admin_client.post(ADD, {**fields, "action-publish": "1"}, follow=True, **answer)
    return BeautifulSoup(response.content, "html.parser")


def stored() -> str:
    return BookingSnippet.objects.get().provider_url


def test_pasted_code_is_stored_as_the_address(admin_client, tree):
    code, address = CODES["acuity"]
    save(admin_client, code, way="embed")
    assert stored() == address


def test_code_with_two_addresses_is_an_error_beside_the_field(admin_client, tree):
    code = "<a href='https://calendly.com/a'></a><a href='https://calendly.com/b'></a>"
    form = save(admin_client, code)
    [error] = texts(form, "#panel-child-provider_url-errors, [id$=provider_url-errors]")
    assert error.startswith("There is more than one address in this code")
    assert form.select_one("#id_provider_url").get_text().strip() == code
    assert not BookingSnippet.objects.exists()


def test_an_address_too_long_is_refused_and_not_cut(admin_client, tree):
    long = "https://calendly.com/" + "x" * 480
    form = save(admin_client, long)
    [error] = texts(form, "[id$=provider_url-errors]")
    assert "at most 500 characters (it has 501)" in error
    field = form.select_one("#id_provider_url")
    assert field.get_text().strip() == long
    # With it a browser would cut what is pasted.
    assert not field.has_attr("maxlength")
    assert not BookingSnippet.objects.exists()


def test_a_look_alike_is_saved_and_the_editor_warned(admin_client, tree):
    page = save(admin_client, "https://caIendly.com/wrenfield")
    assert stored() == "https://caIendly.com/wrenfield"
    warned = [text for text in texts(page, ".messages .warning") if "looks like an address" in text]
    assert len(warned) == 1
    form = admin_client.get(edit_url()).content.decode()
    assert "caiendly.com looks like an address of Calendly" in form


def test_nobody_is_warned_of_an_address_that_no_visitor_gets(admin_client, tree):
    page = save(admin_client, "https://caIendly.com/wrenfield", way="contact")
    assert "looks like an address" not in page.get_text()


def test_autosave_leaves_no_message_for_later(admin_client, tree):
    save(admin_client, "https://caIendly.com/wrenfield", headers={"accept": "application/json"})
    listing = admin_client.get("/admin/snippets/clinic_pages/bookingsnippet/").content.decode()
    assert "looks like an address" not in listing


def edit_url() -> str:
    pk = BookingSnippet.objects.get().pk
    return f"/admin/snippets/clinic_pages/bookingsnippet/edit/{pk}/"


def test_the_form_asks_while_it_is_typed(admin_client, client, tree):
    form = admin_client.get(ADD).content.decode()
    [url] = re.findall(r'data-url="([^"]+)"', form)
    answer = admin_client.post(url, {"typed": "https://caIendly.com/"}).content.decode()
    assert "help-warning" in answer
    assert "looks like an address of Calendly" in answer
    # What is typed stands in no address, and strangers are told nothing.
    assert admin_client.get(url, {"typed": "x"}).status_code == 405
    assert client.post(url, {"typed": "x"}).status_code == 302
