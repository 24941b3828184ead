"""The demo's page about period pain."""

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
        heading="Call 112 or 999, or go to an emergency department, if:",
        text="""
            - you are or could be pregnant and have strong pain low in your belly or at the tip of
            your shoulder

            - the pain is sudden and so strong that you cannot stand or talk

            - you bleed so much that you soak a pad or tampon every hour for some hours

            - you faint, or feel cold, sweaty and very unwell
        """,
    ),
    key_facts(
        ("How long it lasts", "Mostly one to three days around your period."),
        ("What helps many", "Warmth, movement, and anti-inflammatory tablets from the pharmacy."),
        ("When to ask why", "When your periods hurt more than they used to."),
    ),
    section(
        "What is period pain?",
        """
            Your womb is a muscle. During a period it tightens to shed its lining, and for a short
            time that squeezes the small vessels that feed it. This is what cramps. You may feel it
            in your belly, your back or your thighs. It mostly lasts from one to three days.

            Common does not mean that you have to put up with it. Warmth, movement and
            anti-inflammatory tablets from the pharmacy bring relief to many. If your periods have
            become more painful than they used to be, there may be a cause, such as endometriosis or
            fibroids. Your GP can find out.
        """,
        topic="overview",
    ),
    therapy(
        "moxibustion",
        text="""
            Most of us reach for a hot-water bottle. Moxibustion works with warmth as well, but more
            slowly and in a smaller place: a glowing stick of dried mugwort, held above points on
            your lower belly, your back or your ankles.

            In traditional Chinese medicine cramps of this kind are seen as cold that has settled in
            the womb, and warmth is thought to move it on. Many find it soothing. We leave it out if
            you are or could be pregnant.
        """,
    ),
    therapy("acupuncture"),
    therapy(
        "herbal-remedies",
        heading="Herbal remedies: ask first",
        text="""
            Herbs have a long history in traditional Chinese medicine for painful periods. What is
            known about them is based on traditional use only. So Mei will first ask about your
            health, your cycle and everything you take.

            Some herbs can weaken the pill or other hormonal contraception, and many are not for you
            when you are pregnant, breastfeeding or trying for a baby. If you have endometriosis or
            take medicines every day, talk to your doctor or pharmacist before you start.
        """,
    ),
    care_card(
        "non_urgent",
        heading="See your GP if:",
        text="""
            - the pain keeps you from school, work or sleep, or tablets do not touch it

            - your periods have changed: more pain, more blood or less regular

            - you bleed between periods or after sex

            - it hurts to have sex, to pee or to poo
        """,
    ),
    questions(
        (
            "When in my cycle should I come?",
            """
                Many people come in the week before they expect their period. You are also welcome
                during it. Just tell us, and we will leave out what does not suit.
            """,
        ),
        (
            "Is there evidence for acupuncture?",
            """
                Trials have been done, but most are small and their results do not agree. Nobody can
                tell you beforehand whether you will notice a difference. Give it three cycles at
                most, and note your pain from 0 to 10, so that you can judge for yourself.
            """,
        ),
    ),
    sources(
        ("NHS: Period pain", "https://www.nhs.uk/conditions/period-pain/"),
        (
            "NICE Clinical Knowledge Summary: Dysmenorrhoea",
            "https://cks.nice.org.uk/topics/dysmenorrhoea/",
        ),
    ),
    practitioner("mei-tan"),
]

PAGE = {
    "slug": "period-pain",
    "title": "Period Pain",
    "alternate_names": ["Menstrual cramps", "Painful periods", "Dysmenorrhoea"],
    "code": "N94.6",
    "summary": (
        "Cramps in your belly, back or thighs around your period. When to have them looked at, and "
        "gentle things that many people try."
    ),
    "search_description": (
        "Period pain: when to see a doctor, what causes cramps, and how we work with warmth, "
        "acupuncture and herbal remedies."
    ),
    "body_areas": ["belly", "lower-back", "legs"],
    "symptoms": ["cramps", "back-ache"],
    "author": "mei-tan",
    "reviewer": "aoife-brennan",
    "last_reviewed": date(2026, 4, 13),
    "body": BODY,
}
