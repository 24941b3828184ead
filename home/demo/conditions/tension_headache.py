"""The demo's page about tension headache."""

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
            - a headache comes on all at once and is the worst you have ever had

            - you have hurt your head badly

            - you also have a stiff neck, a temperature or a rash, or light hurts your eyes

            - you are confused, very drowsy or have a fit

            - your speech, your sight or one side of your body is suddenly not as it should be
        """,
    ),
    key_facts(
        ("How it feels", "Like a tight band around your head, on both sides."),
        ("How long it lasts", "From half an hour to some days."),
        ("What to watch", "Painkillers on many days of the month bring headaches of their own."),
    ),
    section(
        "What is a tension headache?",
        """
            It feels as if a band were pulled tight around your head. Both sides hurt, with a steady
            pressure rather than a throb, and often your neck and shoulders join in. It can last
            for half an hour or for some days. Unlike a migraine, it seldom makes you feel sick, and
            you can usually carry on with your day.

            Nobody knows exactly what sets it off. Stress, too little sleep, missed meals, too much
            time at a screen and a stiff neck are the usual suspects. Painkillers can be one as
            well: taken on many days of the month, they bring headaches of their own. A pharmacist
            can tell you how many are too many.
        """,
        topic="overview",
    ),
    therapy("acupuncture"),
    therapy(
        "acupressure-massage",
        heading="Acupressure for the head, neck and shoulders",
        text="""
            You lie on your back, dressed, with a rolled towel under your knees. Your practitioner
            sits behind you and works slowly: first the shoulders, then the small muscles where neck
            and skull meet, then points on your scalp, temples and hands.

            In traditional Chinese medicine a headache of this kind is thought to come from qi that
            has gathered in the head and should be led away. What we see is quieter breathing and
            shoulders that come down. We will also show you two points that you can press yourself.
        """,
    ),
    care_card(
        "non_urgent",
        heading="See your GP if:",
        text="""
            - your headaches keep coming back, or are becoming worse

            - painkillers do not help, or you take them on more than two days a week

            - you are over 50 and have a new kind of headache, or your scalp is sore: ask for an
            appointment today

            - you throb on one side, feel sick, or noise and light trouble you: it may be migraine
        """,
    ),
    questions(
        (
            "What does research say about acupuncture?",
            """
                For headaches that come on 15 days a month or more, NICE, which advises health
                services in England, [says a course can be considered](https://www.nice.org.uk/guidance/cg150):
                up to ten sessions over five to eight weeks. It means fewer headaches for some
                people, not for everyone.
            """,
        ),
        (
            "Should I come while my head hurts?",
            """
                You can, but you need not. Most people come between headaches. If yours is different
                today from the ones you know, call your doctor instead.
            """,
        ),
        (
            "What should I bring?",
            """
                A few lines about your last headaches: when they came, how long they stayed, what
                you had eaten, how you had slept and what you took. A note on your phone is fine.
            """,
        ),
    ),
    sources(
        ("NHS: Tension headaches", "https://www.nhs.uk/conditions/tension-headaches/"),
        ("NICE guideline CG150: Headaches in over 12s", "https://www.nice.org.uk/guidance/cg150"),
    ),
    practitioner("aoife-brennan"),
    related("neck-pain"),
    related("insomnia"),
]

PAGE = {
    "slug": "tension-headache",
    "title": "Tension Headache",
    "alternate_names": ["Tension-type headache", "Stress headache"],
    "code": "G44.2",
    "summary": (
        "A steady, tight pressure on both sides of your head, often with a stiff neck. Unpleasant, "
        "but rarely a sign of anything serious."
    ),
    "search_description": (
        "Tension headache: signs that need a doctor, what sets it off, and how we work with "
        "acupuncture and acupressure."
    ),
    "body_areas": ["head", "neck"],
    "symptoms": ["headache", "tight-shoulders"],
    "author": "aoife-brennan",
    "reviewer": "mei-tan",
    "last_reviewed": date(2026, 7, 6),
    "body": BODY,
}
