"""The demo clinic itself: what its settings say, and the pages around the clinical ones.

The clinic is invented. 020 91x xxxx is set aside for fiction in Ireland, no Eircode has a Z, and
nothing under .example can ever be registered.
"""

from .words import image, prices, section, table, together

PHONE = "+353 20 910 0142"
EMAIL = "hello@wrenfield.example"
CALL = f"[{PHONE}](tel:{PHONE.replace(' ', '')})"
WRITE = f"[{EMAIL}](mailto:{EMAIL})"

SETTINGS = {
    "name": "Wrenfield Clinic",
    "legal_name": "Wrenfield Acupuncture Ltd",
    "street_address": "14 Wrenfield Lane",
    "locality": "Dublin",
    "region": "County Dublin",
    "postal_code": "D08 Z0Z0",
    "country": "IE",
    "latitude": "53.338600",
    "longitude": "-6.279500",
    "phone": PHONE,
    "email": EMAIL,
    "currency": "EUR",
}

DISCLAIMER = """
    This page is here to inform you. It does not replace the advice of your doctor, who knows your
    history. Acupuncture and the other therapies described here come from traditional Chinese
    medicine, and how much they can do has often not been shown in trials. Never put off seeing a
    doctor, and never stop a prescribed medicine, because of something you have read here.
"""

# (ISO weekday, opens, closes)
OPENING_HOURS = [
    (1, "09:00", "13:00"),
    (1, "14:00", "18:00"),
    (2, "10:00", "20:00"),
    (3, "09:00", "18:00"),
    (4, "10:00", "20:00"),
    (5, "09:00", "17:00"),
    (6, "09:30", "13:00"),
]

SOCIAL_LINKS = [
    ("Instagram", "https://instagram.example/wrenfieldclinic"),
    ("Mastodon", "https://social.example/@wrenfieldclinic"),
]

BOOKING = {
    "name": "Standard booking box",
    "heading": "Book an appointment",
    "text": """
        Tell us in a few words what is troubling you, and we will find you a time with the person
        who knows most about it. You will be in trained and experienced hands. Not sure yet? Call
        and ask: a first talk on the telephone costs nothing.
    """,
    "button_label": "",
}

HOME = {
    "slug": "wrenfield",
    "title": "Wrenfield Clinic",
    "search_description": "Acupuncture, acupressure, cupping and herbal advice in Dublin.",
    "lead": (
        "Acupuncture, hands-on work and herbal advice in a quiet Dublin lane. We listen first, "
        "tell you honestly what we can offer, and work side by side with your doctor."
    ),
    "body": [
        section(
            "How a first visit goes",
            """
                Give yourself an hour and a quarter. For the first twenty minutes nothing happens
                but talking: what troubles you, since when, what you have tried, which medicines you
                take. If something in your story should be seen by a doctor first, we will tell you
                then and there, and you pay nothing.

                Otherwise we suggest what we would do, what it may feel like and what it costs. You
                decide. Then you lie down, get warm, and we begin. Before you leave, we agree how
                you will notice whether it helps, and when we will look back together.
            """,
        ),
        image(
            "treatment-room.svg",
            alt_text=(
                "A bright treatment room: a couch with a pillow and a white blanket, a window with "
                "a view of hills, a lamp and a green plant."
            ),
            caption="Three rooms like this one, all on the ground floor.",
        ),
        together(
            "acupuncture",
            "acupressure-massage",
            "cupping",
            text="""
                Many people have more than one therapy in the same hour. These three go together
                most often:
            """,
        ),
    ],
}

ABOUT = {
    "slug": "about",
    "title": "About us",
    "show_in_menus": True,
    "search_description": "Who we are at Wrenfield Clinic, and what you can expect from us.",
    "body": [
        section(
            "A small clinic in a quiet lane",
            """
                Wrenfield Clinic has been in the Liberties since 2014. Three people work here:
                Aoife, Marek and Mei. You can read about each of them on the page of
                [our team](team).

                We practise traditional Chinese medicine: [acupuncture](acupuncture),
                [acupressure](acupressure-massage), [cupping](cupping), [moxibustion](moxibustion)
                and advice on [herbal remedies](herbal-remedies).
            """,
        ),
        section(
            "What you can expect from us",
            """
                - We say what we believe, what we have seen, and what has been tested. These are
                three different things, and we keep them apart.

                - We make no promises about your health. Nobody honestly can.

                - We work alongside your doctor. With your consent we write to your GP, and we never
                ask you to stop a medicine.

                - We tell you the price before we begin, and we sell no packages.

                - If nothing has changed after four sessions, we say so.
            """,
        ),
        prices(
            "acupuncture",
            "acupressure-massage",
            "cupping",
            "moxibustion",
            "herbal-remedies",
            others=[
                {"name": "A first talk on the telephone", "minutes": 15, "price": "0.00"},
                {"name": "An appointment that you miss", "minutes": None, "price": "25.00"},
            ],
        ),
        table(
            "If you cannot come",
            """
When you tell us | What it costs
The day before or earlier | Nothing
On the same day | Nothing, if somebody else takes your time
Not at all | The price of a missed appointment
""",
        ),
        section(
            "Getting in and getting around",
            """
                Everything is on the ground floor, without steps. Doors are 90 cm wide, one couch
                can be lowered to the height of a wheelchair, and there is a toilet with rails. Your
                assistance dog is welcome. If you find it hard to hear or to speak on the telephone,
                write to us: we answer within one working day.
            """,
        ),
        section(
            "About this website",
            """
                This is a demonstration. The clinic, its people, its prices and its registers are
                invented. The signs that call for a doctor are real, so please take them seriously.
            """,
        ),
    ],
}

BOOK = {
    "slug": "book",
    "title": "Book an appointment",
    "show_in_menus": True,
    "search_description": (
        "Ask for an appointment at Wrenfield Clinic: here, by telephone, by e-mail or in person."
    ),
    "body": [
        # Who comes here wants to book: nothing stands before it.
        ("booking", None),
        section(
            "How booking works",
            f"""
                Call us on {CALL}, write to {WRITE}, or come in and ask. Tell us your name, how we
                can reach you and which days suit you. You need not say what is wrong if you would
                rather not. If you do, we can tell you who is the right person to see.

                You will have an answer on the same day if we are open, and otherwise on the next
                day we are. Mostly we can offer you a time within a week. You need no letter from
                your doctor.
            """,
        ),
        section(
            "What it costs",
            """
                You find the price with each of our [therapies](therapies). Pay by card or in cash
                after the session. Some health insurers pay back a part: ask yours before you come,
                and we will give you a receipt with the number that it needs.

                Plans change. Tell us a day ahead, and moving or cancelling costs nothing. After
                that we ask for half the price, unless you are ill.
            """,
        ),
        section(
            "How to find us",
            """
                Go through the blue gate beside the bakery, then straight ahead. The bus stop is
                three minutes away, the tram seven. There are bicycle racks in the yard, and one
                parking space for people with a disabled badge.
            """,
        ),
        ("where_and_when", None),
        section(
            "When we are closed",
            """
                We are closed on Sundays and bank holidays. If you need help then, call your GP’s
                out-of-hours service. In an emergency call 112 or 999.
            """,
        ),
    ],
}

ACCESSIBILITY = {
    "slug": "accessibility",
    "title": "Accessibility",
    "search_description": "How this website works for everyone, and what to do if it does not.",
    "body": [
        section(
            "What we aim for",
            """
                This website should work for you whether you use a keyboard, a screen reader, a
                small telephone or very large letters. We work towards the Web Content
                Accessibility Guidelines (WCAG) 2.2 at level AA.
            """,
        ),
        section(
            "What we have done",
            """
                - Everything can be reached with the keyboard, and you can see where you are.

                - You can make the text twice as large, or zoom in four times, and still read
                without scrolling sideways.

                - Nothing needs JavaScript, nothing blinks, and nothing plays by itself.

                - The drawn body on which you choose where it hurts is also there as a plain list.
            """,
        ),
        section(
            "What we know is not good enough",
            """
                Some drawings have only a short description. We are writing longer ones where a
                drawing explains something.
            """,
        ),
        section(
            "Tell us",
            f"""
                If you cannot use something here, write to {WRITE} or call {CALL}. We answer within
                two working days, and until it works we will gladly help you on the telephone.
            """,
        ),
    ],
}

PRIVACY = {
    "slug": "privacy",
    "title": "Privacy",
    "search_description": "What we keep about you, why, for how long, and what you can ask of us.",
    "body": [
        section(
            "When you visit this website",
            """
                We do not follow you around. This website has no advertising and no trackers, and it
                loads nothing from other companies.
            """,
        ),
        section(
            "When you book",
            """
                We keep your name, how to reach you, and the time of your appointment. If you tell
                us what troubles you, that is information about your health. We only keep it if you
                agree, and only our reception and the people who treat you can read it. A request
                is deleted 90 days after it is settled; tell us if you want that sooner. Which pages
                lead to requests we count, but not whose they are.
            """,
        ),
        section(
            "When you are our patient",
            """
                We must write down what we find and what we do. These notes are kept for eight years
                after your last visit, and then destroyed. We share them with nobody, unless you ask
                us to or the law makes us.
            """,
        ),
        section(
            "What you can ask of us",
            f"""
                You can see what we keep about you, have it corrected, have it deleted where no law
                stands against that, or take it with you. Write to {WRITE}: we answer within a
                month. If you are not happy with our answer, you can turn to the
                [Data Protection Commission](https://www.dataprotection.ie/).
            """,
        ),
    ],
}
