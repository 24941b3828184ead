"""The demo's page about osteoarthritis."""

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
        "urgent",
        heading="Ask your GP or a GP out-of-hours service for help today if:",
        text="""
            - one joint has quickly become hot, red, swollen and very painful

            - you have a sore joint and feel feverish or shivery

            - you cannot put weight on the joint, or it has changed shape after a fall

            A hot, swollen joint can be infected. It should not be needled or massaged, so please
            see a doctor before you see us.
        """,
    ),
    key_facts(
        ("Which joints", "Knees, hips, hands and the spine most of all."),
        ("Who gets it", "It becomes more common from about the age of 45."),
        ("What helps most", "Exercise that makes your muscles stronger."),
    ),
    section(
        "What is osteoarthritis?",
        """
            The ends of your bones are covered with smooth cartilage, so that they glide. In
            osteoarthritis this cover becomes thin and rough. The joint tries to mend itself. It may
            grow small knobs of bone at its edges and swell a little. It hurts when you use it, and
            it is stiff after you have rested.

            Knees, hips, hands and the spine are affected most. It becomes more common from about
            the age of 45, after an old injury, and with more weight to carry. How bad it looks on
            an X-ray says little about how much it hurts.

            In the lower back it can narrow the gaps through which nerves leave the spine. That can
            lead to [sciatica](sciatica).
        """,
        topic="overview",
    ),
    section(
        "What helps most people",
        """
            Exercise comes first, even when the joint is sore. Choose something that makes your
            muscles stronger and that you like enough to keep up. If you carry extra weight, losing
            some takes load off hips and knees. Good shoes, a stick on bad days and warmth can make
            a difference too. What we offer comes on top of this, not in place of it.
        """,
        topic="treatment",
    ),
    therapy(
        "moxibustion",
        text="""
            In traditional Chinese medicine, aches that are worse on cold and damp days call for
            warmth. Moxibustion brings that warmth to a small area. A stick of dried mugwort glows a
            few centimetres above your skin, at points around the stiff joint, until the place feels
            pleasantly warm.

            People with stiff hands and knees often tell us how much they enjoy it. Whether it does
            more than a warm bath has not been shown. If you feel heat less well than you used to,
            for example because of diabetes, we choose something else.
        """,
    ),
    therapy("acupuncture"),
    therapy("acupressure-massage"),
    questions(
        (
            "Will acupuncture make my joints better?",
            """
                It does not change the joint. Some people tell us that they hurt less and move more
                for a while. Studies have found at most a small difference between real and pretend
                needles. NICE, which advises health services in England,
                [does not recommend it](https://www.nice.org.uk/guidance/ng226) for
                osteoarthritis.
            """,
        ),
        (
            "May I come if I have a new hip or knee?",
            """
                Yes, but tell us first, and wait until your surgeon is happy with how it has healed.
                We do not needle close to a new joint.
            """,
        ),
        (
            "Can I take herbs with my painkillers?",
            """
                Not without asking. Some herbs mix badly with anti-inflammatory tablets and with
                blood thinners. Bring a list of what you take to your pharmacist, your doctor or to
                Mei, who looks after [herbal remedies](herbal-remedies) here.
            """,
        ),
    ),
    care_card(
        "non_urgent",
        heading="See your GP if:",
        text="""
            - a joint has been sore or stiff for more than a few weeks

            - you are stiff for longer than half an hour every morning

            - the pain keeps you awake, or from doing what matters to you
        """,
    ),
    sources(
        ("NHS: Osteoarthritis", "https://www.nhs.uk/conditions/osteoarthritis/"),
        (
            "NICE guideline NG226: Osteoarthritis in over 16s",
            "https://www.nice.org.uk/guidance/ng226",
        ),
    ),
    practitioner("mei-tan"),
    related("sciatica"),
    related("low-back-pain"),
]

PAGE = {
    "slug": "osteoarthritis",
    "title": "Osteoarthritis",
    "alternate_names": ["Wear-and-tear arthritis", "Degenerative joint disease"],
    "code": "M19.9",
    "summary": (
        "Joints that hurt when you use them and are stiff after rest, above all knees, hips, hands "
        "and the spine."
    ),
    "search_description": (
        "Osteoarthritis in plain words: when to see a doctor, what helps most people, and what "
        "moxibustion, acupuncture and acupressure can add."
    ),
    "body_areas": ["knees", "hands", "buttocks-and-hips", "lower-back"],
    "symptoms": ["stiffness", "swollen-joints", "creaking-joints"],
    "author": "mei-tan",
    "reviewer": "aoife-brennan",
    "last_reviewed": date(2026, 3, 2),
    "body": BODY,
}
