"""The demo's page about neck pain."""

from datetime import date

from ..words import (
    care_card,
    key_facts,
    practitioner,
    questions,
    section,
    sources,
    therapy,
)

BODY = [
    care_card(
        "emergency",
        heading="Call 112 or 999, or go to an emergency department, if your neck hurts and:",
        text="""
            - it began with a fall, a crash or a blow to your head

            - you have a temperature, a bad headache, a rash, or light hurts your eyes

            - your arms or legs are becoming weak, numb or clumsy, or you are unsteady on your feet

            - the pain came suddenly and you are dizzy, see double or find it hard to speak
        """,
    ),
    key_facts(
        ("Where it comes from", "Mostly from muscles and small joints."),
        ("How long it lasts", "It usually eases within a few weeks."),
        ("What helps most", "Gentle movement, warmth, and a screen at the height of your eyes."),
    ),
    section(
        "What is neck pain?",
        """
            Your neck carries a head of about five kilos and turns it all day. It is no wonder that
            it gets sore. You may wake with it after a night in a bad position, or it creeps up
            through weeks at a screen. The pain can reach up into your head, or down between your
            shoulder blades.

            Most often it comes from muscles and small joints. Stress makes it worse, because we
            pull our shoulders up without noticing. It usually eases within a few weeks. If the
            pain runs down your arm, or your fingers tingle, a nerve may be irritated: have that
            looked at by your GP.
        """,
        topic="overview",
    ),
    therapy("acupressure-massage"),
    therapy(
        "cupping",
        text="""
            On the neck itself we do not use cups: the skin there is thin, and important vessels lie
            close below it. We set them lower, on the broad muscles between your neck and your
            shoulders, and use light suction.

            It is believed that this draws blood to the area and lets tight muscles soften. Think of
            the round marks before you plan to wear an open collar: they can stay for a week or
            more.
        """,
    ),
    therapy("acupuncture"),
    care_card(
        "non_urgent",
        heading="See your GP if:",
        text="""
            - your neck has not eased after a few weeks

            - you have pins and needles, numbness or a cold feeling in one arm

            - the pain is getting worse, or you feel unwell with it
        """,
    ),
    questions(
        (
            "Do you crack necks?",
            """
                No. We do not use quick twists or thrusts. Everything we do on your neck is slow,
                and you can stop it with a word.
            """,
        ),
        (
            "What can I do at my desk?",
            """
                Bring the screen up to the height of your eyes, rest your forearms, and stand up
                every half hour. Roll your shoulders back a few times. It sounds too simple, and it
                is still the advice we give most.
            """,
        ),
    ),
    sources(
        (
            "NHS: Neck pain and stiff neck",
            "https://www.nhs.uk/conditions/neck-pain-and-stiff-neck/",
        ),
        (
            "NICE Clinical Knowledge Summary: Neck pain, non-specific",
            "https://cks.nice.org.uk/topics/neck-pain-non-specific/",
        ),
    ),
    practitioner("marek-nowicki"),
]

PAGE = {
    "slug": "neck-pain",
    "title": "Neck Pain",
    "alternate_names": ["Stiff neck", "Sore neck"],
    "code": "M54.2",
    "summary": (
        "A stiff or sore neck, often with tight shoulders. Mostly it comes from muscles and "
        "posture, and it eases with time and movement."
    ),
    "search_description": (
        "Neck pain: warning signs, common causes, and how we work with acupressure, cupping and "
        "acupuncture."
    ),
    "body_areas": ["neck", "shoulders"],
    "symptoms": ["cannot-turn-head", "tight-shoulders", "stiffness", "headache"],
    "author": "marek-nowicki",
    "reviewer": "aoife-brennan",
    "last_reviewed": date(2026, 5, 18),
    "body": BODY,
}
