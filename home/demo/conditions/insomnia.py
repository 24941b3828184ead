"""The demo's page about insomnia."""

from datetime import date

from ..words import (
    care_card,
    key_facts,
    practitioner,
    questions,
    related,
    section,
    sources,
    therapy,
)

BODY = [
    care_card(
        "emergency",
        heading="Call 112 or 999, or go to an emergency department, if:",
        text="""
            - you feel that you might harm yourself or somebody else

            Nights can be very dark. If you need to talk, call Samaritans free on
            [116 123](tel:116123), at any hour. You do not have to be in danger to call.
        """,
    ),
    key_facts(
        (
            "What it is",
            "Trouble falling or staying asleep, night after night, though you could.",
        ),
        ("How common it is", "About one adult in three has it from time to time."),
        ("What doctors suggest first", "A talking course about sleep, called CBT-I."),
    ),
    section(
        "What is insomnia?",
        """
            Insomnia means that you find it hard to fall asleep, wake in the night and lie there, or
            wake long before the alarm, and that your days suffer for it. A bad week before an exam
            or a move is normal. Doctors speak of lasting insomnia when it happens on three nights a
            week or more, for three months.

            Worry, pain, shift work, alcohol, some medicines and the change of life can all be
            behind it. Then a second thing keeps it going: we begin to fear the night itself. That
            is why the first thing doctors suggest for it is a talking course about sleep, called
            CBT-I. Ask your GP about it, whatever else you try.
        """,
        topic="overview",
    ),
    section(
        "Small things that count",
        """
            - Get up at the same time every day, also after a bad night.

            - Go outside in the morning. Light sets your inner clock.

            - Have your last coffee before lunch.

            - If you lie awake, get up, sit somewhere dim, and go back when you are sleepy.
        """,
        topic="self_care",
    ),
    therapy("acupuncture"),
    therapy(
        "acupressure-massage",
        heading="A quiet hour of acupressure",
        text="""
            We keep the light low and talk only as much as you like. Your practitioner works from
            your shoulders to your feet, slowly, with calm pressure. In traditional Chinese medicine
            certain points at the wrist, the ankle and between the eyebrows are believed to settle
            the mind.

            People often doze off on the couch. That is welcome, though it says little about the
            night that follows. Book it late in the day if you can, and go home without hurry.
        """,
    ),
    therapy("herbal-remedies"),
    care_card(
        "non_urgent",
        heading="See your GP if:",
        text="""
            - you have slept badly for months, or your days have become hard to manage

            - you feel low or anxious most of the time

            - someone has noticed that you snore loudly, gasp or stop breathing in your sleep

            - pain, hot flushes or a medicine keep you awake

            If you take sleeping tablets, do not stop them from one day to the next. Your doctor
            will help you to come off them in small steps.
        """,
    ),
    questions(
        (
            "Will I sleep better after one session?",
            """
                Perhaps for a night, perhaps not at all. We cannot know beforehand, and research on
                acupuncture for sleep is of mixed quality. If you want to try it, keep a short sleep
                diary for two weeks before and during your visits.
            """,
        ),
        (
            "Can I take a herbal sleep remedy with my tablets?",
            """
                Please do not, unless your doctor or pharmacist agrees. Herbs such as valerian can
                add to the effect of sleeping tablets, of some antidepressants and of alcohol, and
                make it unwise to drive.
            """,
        ),
    ),
    sources(
        ("NHS: Insomnia", "https://www.nhs.uk/conditions/insomnia/"),
        ("NICE Clinical Knowledge Summary: Insomnia", "https://cks.nice.org.uk/topics/insomnia/"),
    ),
    practitioner("mei-tan"),
    related("tension-headache"),
    related("neck-pain"),
]

PAGE = {
    "slug": "insomnia",
    "title": "Insomnia",
    "alternate_names": ["Trouble sleeping", "Sleeplessness"],
    "code": "G47.0",
    "summary": (
        "Nights in which you cannot fall asleep or stay asleep, and days that suffer for it. What "
        "to try first, and what we can add."
    ),
    "search_description": (
        "Insomnia: when to see a doctor, what to try first, and how we work with acupuncture, "
        "acupressure and herbal remedies."
    ),
    "symptoms": ["cannot-fall-asleep", "waking-at-night", "tiredness"],
    "author": "mei-tan",
    "reviewer": "aoife-brennan",
    "last_reviewed": date(2026, 6, 8),
    "body": BODY,
}
