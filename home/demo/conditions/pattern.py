"""What the demo's editors begin a new condition with: a draft that is never published."""

from ..words import care_card, key_facts, questions, section

PAGE = {
    "slug": "pattern",
    "title": "Pattern for new conditions",
    "summary": "",
    "body": [
        key_facts(("How long it lasts", ""), ("What helps most", "")),
        section("What is it?", "", topic="overview"),
        section("What causes it?", "", topic="causes"),
        section("What you can do yourself", "", topic="self_care"),
        care_card(
            "non_urgent",
            heading="See your GP if:",
            text="""
                - it has not eased after a few weeks

                - it is getting worse

                - it keeps you from your work, your sleep or the things you do every day
            """,
        ),
        questions(
            (
                "How many sessions will I need?",
                """
                    We suggest that you start with four, a week apart. Then we look back together.
                    If nothing has changed for you by then, we will say so, and we will not ask you
                    to book more.
                """,
            ),
        ),
    ],
}
