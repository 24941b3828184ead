"""Who works at the demo clinic. The people, the bodies and the numbers are invented."""

INDEX = {
    "slug": "team",
    "title": "Our team",
    "show_in_menus": True,
    "search_description": "Who works at Wrenfield Clinic, and how we are trained.",
    "intro": """
        Three people, one small clinic. You see the same person every time, unless you ask for a
        change.
    """,
}

AOIFE_BRENNAN = {
    "slug": "aoife-brennan",
    "title": "Aoife Brennan",
    "role": "Acupuncturist and founder of the clinic",
    "qualifications": "BSc (Hons) Acupuncture, Lic. Ac.",
    "search_description": "Aoife Brennan, acupuncturist and founder of Wrenfield Clinic in Dublin.",
    "photo": "aoife-brennan.svg",
    "registrations": [
        {
            "body": "Leinster Guild of Acupuncturists",
            "number": "DEMO-0142",
            "url": "https://guild.example/register/DEMO-0142",
        },
    ],
    "practised_therapies": ["acupuncture", "moxibustion"],
    "about": """
        Aoife was a nurse on an orthopaedic ward for nine years before she trained in acupuncture.
        She still thinks like one: she asks a lot of questions, explains what she does, and sends
        you to your doctor when something does not fit.

        She opened Wrenfield Clinic in 2014. People come to her mostly with backs, necks and
        headaches. She speaks English and Irish, and teaches needle technique to students on Friday
        afternoons.

        “I want you to leave knowing what we did and why,” she says. “If it is not doing anything
        for you, I want to hear that as well.”
    """,
}

MAREK_NOWICKI = {
    "slug": "marek-nowicki",
    "title": "Marek Nowicki",
    "role": "Acupressure and cupping practitioner",
    "qualifications": "Dip. Tuina, Dip. Sports Massage",
    "search_description": "Marek Nowicki, acupressure and cupping practitioner in Dublin.",
    "photo": "marek-nowicki.svg",
    "registrations": [
        {"body": "Irish Circle of Bodywork Practitioners", "number": "DEMO-0217"},
    ],
    "practised_therapies": ["acupressure-massage", "cupping"],
    "about": """
        Marek came to massage through rowing, and through his own sore back. He trained in Kraków
        and Dublin and has worked with his hands for twelve years.

        He likes slow work. Expect few words, warm hands and a careful start: he tests what your
        body can take before he goes any deeper. He speaks English and Polish.

        On Saturday mornings he keeps two short appointments free for people who cannot come during
        the week.
    """,
}

MEI_TAN = {
    "slug": "mei-tan",
    "title": "Mei Tan",
    "role": "Herbal practitioner and acupuncturist",
    "qualifications": "MSc Chinese Herbal Medicine, BSc Pharmacology",
    "search_description": "Mei Tan, herbal practitioner and acupuncturist in Dublin.",
    "photo": "mei-tan.svg",
    "registrations": [
        {"body": "Leinster Guild of Acupuncturists", "number": "DEMO-0305"},
        {"body": "Society for Herbal Practice in Ireland", "number": "DEMO-0088"},
    ],
    "practised_therapies": ["herbal-remedies", "acupuncture", "moxibustion"],
    "about": """
        Mei studied pharmacology first, and Chinese herbal medicine after that. It makes her the
        right person to ask when you take several medicines: she checks every herb against them,
        and she is quick to say “leave it”.

        She sees many people with painful periods, poor sleep and stiff joints. She speaks English
        and Mandarin, and her room is the warmest in the house.

        Bring everything you take, in its box. “Also the things that you do not count as medicine,”
        Mei says. “Those above all.”
    """,
}

PAGES = [AOIFE_BRENNAN, MAREK_NOWICKI, MEI_TAN]
