"""The demo's page about sciatica."""

from datetime import date

from ..words import (
    care_card,
    image,
    key_facts,
    practitioner,
    questions,
    related,
    section,
    sources,
    therapy,
    together,
)

BODY = [
    care_card(
        "emergency",
        heading="Call 112 or 999, or go to an emergency department, if you have sciatica and:",
        text="""
            - the pain is on both sides

            - both your legs are very weak or numb, or are getting weaker or more numb

            - you have lost feeling around your genitals or your back passage

            - it is hard to start peeing, you cannot pee at all, or you cannot hold it in

            - you do not notice when you need to poo, or you cannot hold it in

            These signs are rare. They can mean that the nerves at the base of your spine are being
            squeezed, and that needs help within hours. Please do not wait for an appointment with
            us.
        """,
    ),
    key_facts(
        ("How long it lasts", "For many people four to six weeks."),
        ("What most often causes it", "A slipped disc that presses on a nerve root."),
        ("What helps most", "Keep moving, as far as the pain lets you."),
    ),
    section(
        "What is sciatica?",
        """
            Sciatica is the name for the pain that you feel when something presses on your sciatic
            nerve. It runs down the back of your leg, or down its side. Most often the trouble
            begins at a nerve root, where the nerve leaves your spine. Roots at several levels of
            the spine can be squeezed. At other times the nerve itself is inflamed.

            You have two sciatic nerves, one for each leg, and no other nerve in your body is as
            large. Each one begins low in your back, passes through your buttock and goes all the
            way down the leg, to the sole of your foot and your toes.
        """,
        topic="overview",
    ),
    image(
        "sciatic-nerve.svg",
        alt_text=(
            "Drawing of a person from behind. The sciatic nerve runs from the lower spine through "
            "the right buttock and down the leg to the foot. A close-up shows a bulging disc that "
            "presses on the nerve."
        ),
        caption=(
            "The sciatic nerve runs from your lower back to your foot. A bulging disc can press on "
            "it where it leaves the spine."
        ),
    ),
    section(
        "What causes it?",
        """
            The usual cause is a slipped disc, also called a ruptured disc. Discs are the soft
            cushions between the bones of your back. When one bulges or tears, it can press on the
            nerve or on one of its roots. You may then feel pain along the whole nerve, or along a
            part of it.

            [Osteoarthritis](osteoarthritis) can play a part too. It can narrow the gap through
            which the nerve leaves your lower spine. That is one reason why sciatica is more common
            in later life.
        """,
        topic="causes",
    ),
    therapy("acupuncture"),
    therapy(
        "acupressure-massage",
        text="""
            No needles are used here, and nothing goes through your skin. Your practitioner presses
            on chosen points with thumbs, fingers and elbows, and measures the pressure with care.
            In traditional Chinese medicine this is understood as freeing qi (energy) that has
            become stuck.

            For sciatica we work mostly on the muscles that lie around the sciatic nerve. One of
            them, the piriformis, sits deep in your buttock, right beside the nerve. The idea is
            that when the piriformis and its neighbours let go, there is less pressure on the nerve.
            An irritated nerve may then have the room it needs to steady itself and settle.

            The work is gentle, and you can ask for less pressure at any time. We like to pair it
            with acupuncture. In our experience many people with sciatica find that the two go well
            together.
        """,
    ),
    therapy(
        "cupping",
        text="""
            No two people have quite the same sciatica, so we seldom plan the same session twice.
            Cupping is mostly one part of it, before or after acupuncture and acupressure.

            Your practitioner sets the cups on your lower back, your buttock or the back of your
            thigh. It is believed that cupping draws more blood to the area, loosens tight muscles
            and so takes some of the pressure off the sciatic nerve. Science has not settled whether
            it does. What people tell us is that their back feels warmer and less tight for a while.
        """,
    ),
    together(
        "acupuncture",
        "acupressure-massage",
        "cupping",
        "moxibustion",
        "herbal-remedies",
        text="""
            We often use acupuncture together with acupressure, cupping or moxibustion, in the mix
            that seems to suit you. We may also suggest herbal remedies.
        """,
    ),
    section(
        "What you can do yourself",
        """
            - Keep moving as far as the pain lets you. Short walks are mostly better than bed rest.

            - Change your position often, and stand up every half hour when you work at a desk.

            - Try warmth or cold on your back or buttock, in a cloth, for 15 minutes.

            - A pillow between your knees, or under them when you lie on your back, can make the
            night easier.

            - Ask a pharmacist about pain relief before you take any.
        """,
        topic="self_care",
    ),
    care_card(
        "non_urgent",
        heading="See your GP if:",
        text="""
            - the pain has not eased after a few weeks of looking after yourself at home

            - it is getting worse

            - it keeps you from your work, your sleep or the things you do every day

            You can see your GP and come to us as well. Keep taking the medicines that you have been
            prescribed, and talk to your doctor before you change anything.
        """,
    ),
    questions(
        (
            "Does acupuncture help with sciatica?",
            """
                We cannot promise that it will. Some people tell us that their pain eases, and
                others notice no change. Research has no clear answer. A few trials found less leg
                pain after real acupuncture than after pretend acupuncture. But NICE, which advises
                health services in England, looked at the studies and
                [does not recommend it](https://www.nice.org.uk/guidance/ng59) for low back pain or
                sciatica. We would rather you knew that before you spend your money.
            """,
        ),
        (
            "How long does sciatica last?",
            """
                For many people it settles within four to six weeks, whatever they do. For some it
                takes longer, or it comes back. As far as the pain lets you, keep moving: walking
                and gentle stretching are mostly better than bed rest.
            """,
        ),
        (
            "How many sessions will I need?",
            """
                We suggest that you start with four, a week apart. Then we look back together. If
                nothing has changed for you by then, we will say so, and we will not ask you to book
                more.
            """,
        ),
        (
            "How do I choose a practitioner?",
            """
                It matters who holds the needles. Ask anyone you think of going to where they
                trained and for how long, which register they are on, and how often they see people
                with your trouble. You can read all of that about us on the page of
                [our team](team).
            """,
        ),
    ),
    sources(
        ("NHS: Sciatica", "https://www.nhs.uk/conditions/sciatica/"),
        (
            "NICE guideline NG59: Low back pain and sciatica in over 16s",
            "https://www.nice.org.uk/guidance/ng59",
        ),
    ),
    practitioner("aoife-brennan"),
    related("low-back-pain"),
    related("osteoarthritis"),
]

PAGE = {
    "slug": "sciatica",
    "title": "Sciatica",
    "alternate_names": ["Sciatic nerve pain", "Pinched sciatic nerve", "Lumbar radiculopathy"],
    "code": "M54.3",
    "summary": (
        "Pain that shoots from your lower back or buttock down your leg. When to get help at once, "
        "what lies behind it, and what we can offer."
    ),
    "search_description": (
        "What sciatica is, when to see a doctor, and how we work with acupuncture, acupressure "
        "and cupping at Wrenfield Clinic in Dublin."
    ),
    "body_areas": ["lower-back", "buttocks-and-hips", "legs", "feet"],
    "symptoms": ["leg-pain", "pins-and-needles", "numbness", "worse-when-sitting", "back-ache"],
    "author": "aoife-brennan",
    "reviewer": "mei-tan",
    "last_reviewed": date(2026, 9, 14),
    "body": BODY,
}
