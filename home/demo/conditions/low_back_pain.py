"""The demo's page about low back pain."""

from datetime import date

from ..words import (
    BOOKING,
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
        heading="Call 112 or 999, or go to an emergency department, if your back hurts and:",
        text="""
            - it began after a bad fall, a car crash or another serious accident

            - you are numb around your genitals or back passage

            - you have trouble peeing or pooing, or you lose control of either

            - your legs are weak or numb on both sides

            - you also have pain in your chest, or a sudden tearing pain in your belly
        """,
    ),
    care_card(
        "urgent",
        heading="Ask your GP or a GP out-of-hours service for help today if:",
        text="""
            - you have a temperature, feel ill or are losing weight without trying

            - the pain does not ease when you lie down, or is worse at night

            - you have had cancer, have weak bones, or take steroid tablets
        """,
    ),
    key_facts(
        ("How common it is", "Most people have it at some time in their lives."),
        ("How long it lasts", "It usually eases within a few weeks."),
        ("What helps most", "Keep moving, as far as the pain lets you."),
    ),
    section(
        "What is low back pain?",
        """
            Low back pain is felt between your ribs and the top of your legs. It can be a dull ache
            that stays all day, or a sharp catch when you bend. Most of us have it at some time in
            our lives.

            Mostly no single cause can be found. Muscles, joints and ligaments are strained or
            stiff, and the back protects itself by tightening. That hurts a great deal, but it
            seldom means that anything is damaged. It tends to ease over a few weeks.

            If the pain runs down your leg, past the knee, read our page about
            [sciatica](sciatica) as well.
        """,
        topic="overview",
    ),
    section(
        "What you can do today",
        """
            - Keep moving. Short walks through the day do more for most backs than lying down.

            - Change your position often. No way of sitting is good for long.

            - Try warmth: a hot-water bottle in a cover, for 15 minutes.

            - Ask a pharmacist about pain relief if pain stops you moving.
        """,
        topic="self_care",
    ),
    therapy(
        "acupressure-massage",
        heading="Hands-on work for your back",
        text="""
            Your practitioner begins with slow, even pressure on both sides of your spine, and looks
            for the places that are tight or sore. Then come single points on your back, hips and
            legs, pressed with a thumb or an elbow for about ten breaths each.

            It should feel strong but never sharp. Say “less” and we do less. Many people tell us
            that they stand up easier afterwards. You may feel a little bruised the next day.
        """,
    ),
    BOOKING,
    therapy("acupuncture"),
    therapy("cupping"),
    care_card(
        "non_urgent",
        heading="See your GP if:",
        text="""
            - your back has not begun to ease after a few weeks

            - it keeps coming back, or keeps you from your work or your sleep

            - you are worried about it
        """,
    ),
    questions(
        (
            "Should I rest until it stops hurting?",
            """
                A day of taking it easy is fine. After that, staying in bed makes a back stiffer and
                weaker. Do what you can, stop before it becomes too much, and do a little more the
                next day.
            """,
        ),
        (
            "What does research say about acupuncture for backs?",
            """
                Trials do not agree. Many people feel better after a course, but often almost as
                many feel better after pretend needling. NICE, which advises health services in
                England, [does not recommend it](https://www.nice.org.uk/guidance/ng59) for low
                back pain. Guidelines in some other countries do. We suggest a short course at most
                before you judge.
            """,
        ),
        (
            "Do I need a scan first?",
            """
                Mostly not. Scans often show changes in backs that do not hurt at all. Your GP will
                send you for one if there is a reason to look closer.
            """,
        ),
    ),
    sources(
        ("NHS: Back pain", "https://www.nhs.uk/conditions/back-pain/"),
        (
            "NICE guideline NG59: Low back pain and sciatica in over 16s",
            "https://www.nice.org.uk/guidance/ng59",
        ),
    ),
    practitioner("marek-nowicki"),
    related("sciatica"),
    related("osteoarthritis"),
]

PAGE = {
    "slug": "low-back-pain",
    "title": "Low Back Pain",
    "alternate_names": ["Lower back pain", "Backache", "Lumbago"],
    "code": "M54.5",
    "summary": (
        "Pain or stiffness between your ribs and the top of your legs. Common, mostly not "
        "dangerous, and often slow to leave."
    ),
    "search_description": (
        "Low back pain: warning signs, what you can do yourself, and how we work with acupressure, "
        "acupuncture and cupping."
    ),
    "body_areas": ["lower-back", "buttocks-and-hips"],
    "symptoms": ["back-ache", "stiffness", "muscle-spasm", "worse-when-sitting"],
    "author": "marek-nowicki",
    "reviewer": "aoife-brennan",
    "last_reviewed": date(2026, 9, 14),
    "body": BODY,
}
