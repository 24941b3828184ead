"""What the demo clinic offers. Each shared text appears on every page with a block for it."""

from .words import care_card, practitioner, questions

INDEX = {
    "slug": "therapies",
    "title": "Therapies",
    "show_in_menus": True,
    "search_description": "Acupuncture, acupressure, cupping, moxibustion and herbal remedies.",
    "intro": """
        Five ways of working, all rooted in traditional Chinese medicine. We tell you what each one
        feels like, what it costs, and who should leave it out.
    """,
}

ACUPUNCTURE = {
    "slug": "acupuncture",
    "title": "Acupuncture",
    "alternate_names": ["Traditional acupuncture", "Needling"],
    "search_description": "What acupuncture feels like, how a session goes, who should ask first.",
    "image": "acupuncture.svg",
    "duration_minutes": 60,
    "price_from": "75.00",
    "shared_text": """
        In traditional Chinese medicine, energy is thought to flow through your body in channels
        called meridians. On these channels lie exact places where a needle can be set: the
        acu-points. Each meridian is linked to certain parts of you, or to a whole system, such as
        your nerves, your muscles and bones, your heart and circulation, or your lymph.

        Your practitioner sets very fine needles, not much thicker than a hair, at the points that
        fit your trouble. Because the meridians are believed to run just under the skin, the needles
        need not go in deep. Once they are in place, they may be twirled a little, slowly and
        gently, to wake up the point.

        Most people feel a dull tingle or a warm heaviness, and then a deep rest. How much it helps
        is different for everyone, and you will always hear from us what is known and what is not.
    """,
    "medicine_system": "TraditionalChinese",
    "procedure_type": "PercutaneousProcedure",
    "preparation": """
        Have something light to eat in the two hours before, and wear loose clothes that you can
        roll up to the elbow and the knee. Bring a list of your medicines, and keep taking them as
        usual.
    """,
    "what_happens": """
        First we talk: about your trouble, your health, your medicines and what your doctor has
        said. We look at your tongue and feel your pulse, as is usual in this tradition.

        Then you lie down under a light blanket. We use new, sterile needles every time, mostly
        between six and twelve of them. They stay in for about 25 minutes while you rest, and we
        stay close by. Afterwards you sit for a moment, have some water, and we agree on what to do
        next.
    """,
    "cautions": """
        Tell us before we begin if:

        - you bleed or bruise easily, or take a blood thinner

        - you have a pacemaker or another electrical implant: we will then never use electrical
        stimulation on the needles

        - you are or could be pregnant

        - you have epilepsy, a heart valve problem, or an illness or medicine that weakens your
        defences

        - you are allergic to metal, or have fainted at the sight of needles

        A small bruise, a spot of blood, some soreness or feeling drowsy is common and soon passes.
        Serious harm is rare, but it can happen: an infection, or a needle that goes too deep and
        hurts a lung. If you are short of breath or have chest pain after a session, call 112 or
        999.
    """,
    "body": [
        questions(
            (
                "Does it hurt?",
                """
                    You may feel a tiny prick as a needle goes in, and a dull ache or tingle for a
                    moment after that. If a needle bothers you, say so, and we take it out.
                """,
            ),
            (
                "What should I do before I come?",
                """
                    Have something light to eat, wear loose clothes, and bring a list of your
                    medicines. Keep taking them as usual.
                """,
            ),
            (
                "Can I come if I am afraid of needles?",
                """
                    Of course. We can start with a single needle, or use our hands instead:
                    [acupressure](acupressure-massage) works with the same points.
                """,
            ),
        ),
    ],
}

ACUPRESSURE_MASSAGE = {
    "slug": "acupressure-massage",
    "title": "Acupressure Massage",
    "alternate_names": ["Acupressure", "Tuina"],
    "search_description": "Acupuncture points, worked with hands instead of needles.",
    "image": "acupressure-massage.svg",
    "duration_minutes": 50,
    "price_from": "65.00",
    "shared_text": """
        Acupressure uses the points of acupuncture without the needles. Your practitioner presses on
        them with thumbs, fingers and elbows, firmly and slowly, and always as much as is right for
        you.

        In traditional Chinese medicine, pressure on these points is thought to free qi, the body’s
        energy, where it has become stuck. It is also simply a good massage: it works on muscles
        that have been tight for a long time, and it gives you a quiet hour. People often tell us
        that they breathe more freely and move more easily for a while.
    """,
    "medicine_system": "TraditionalChinese",
    "procedure_type": "NoninvasiveProcedure",
    "preparation": """
        Wear something soft that you can move in; there is no need to undress. Leave an hour
        between your last large meal and your appointment.
    """,
    "what_happens": """
        You lie on the couch or sit in a massage chair, dressed in something soft. We begin with
        broad, warming strokes and then go to single points, which we hold for some breaths each.

        You are in charge of the pressure. “A good kind of sore” is fine, sharp pain is not. We end
        with some stretches, and show you one or two points that you can press at home.
    """,
    "cautions": """
        Tell us before we begin if:

        - you have had a blood clot, or one of your calves is swollen, hot or sore

        - you take a blood thinner, or bruise easily

        - you have weak bones, a recent break, an operation or a wound that is still healing

        - you have cancer, or have had it

        - you are or could be pregnant: some points are left out

        You may feel tender for a day or two. If it is more than that, call us.
    """,
    "body": [practitioner("marek-nowicki")],
}

CUPPING = {
    "slug": "cupping",
    "title": "Cupping",
    "alternate_names": ["Cupping therapy", "Dry cupping"],
    "search_description": "What cupping feels like, and who should leave it out.",
    "image": "cupping.svg",
    "duration_minutes": 30,
    "price_from": "50.00",
    "shared_text": """
        For cupping, small round cups are placed on your skin and some of the air is drawn out of
        them. The suction lifts the skin and the muscle under it: like a massage that pulls instead
        of pressing.

        In traditional Chinese medicine, cupping is believed to bring blood and energy back to a
        place where they have slowed down. People choose it for tight, heavy backs and shoulders,
        often together with acupuncture or acupressure, and many enjoy the warm, loose feeling
        afterwards. How long that lasts differs, and research has not settled what it does.
    """,
    "medicine_system": "TraditionalChinese",
    "procedure_type": "NoninvasiveProcedure",
    "preparation": """
        Drink some water, and have something light to eat. Please do not shave the place where the
        cups will go on that day.
    """,
    "what_happens": """
        We rub a little oil into your skin and set the cups: two to eight of them, made of glass or
        silicone. They stay in place for five to ten minutes, or we glide them slowly along a
        muscle. It feels tight and odd at first, but it should never hurt.

        We do not use wet cupping, in which the skin is cut.
    """,
    "cautions": """
        Cups leave round marks, from pink to dark purple. They do not usually hurt, and fade within
        one to two weeks. So think twice before a wedding or a holiday by the sea.

        We leave cupping out, or ask your doctor first, if:

        - you take a blood thinner or have a bleeding disorder

        - your skin is broken, sunburnt, infected or very thin, or you have eczema or psoriasis
        where the cups would go

        - you have varicose veins or a blood clot there

        - you are or could be pregnant: never on the belly or the lower back

        - you are very frail, or feverish

        Blisters, burns and infections are rare but possible. Call us if a mark becomes hot, wet or
        painful.
    """,
    "body": [practitioner("marek-nowicki")],
}

MOXIBUSTION = {
    "slug": "moxibustion",
    "title": "Moxibustion",
    "alternate_names": ["Moxa"],
    "search_description": "Gentle warmth from glowing mugwort: how it feels and what to watch for.",
    "image": "moxibustion.svg",
    "duration_minutes": 30,
    "price_from": "50.00",
    "shared_text": """
        Moxibustion works with warmth. Dried mugwort, called moxa, is rolled into a stick and lit,
        so that it glows without a flame. Your practitioner holds it a few centimetres above an
        acu-point until you feel a steady, pleasant heat.

        In traditional Chinese medicine this warmth is thought to drive out cold and damp and to get
        the energy in a meridian moving. Many people come for it in winter, when joints are stiff
        and hands are cold, and find it deeply soothing. There is little good research on what it
        does beyond that.
    """,
    "medicine_system": "TraditionalChinese",
    "procedure_type": "NoninvasiveProcedure",
    "preparation": """
        Wear clothes that may smell of smoke afterwards. Tell us when you make your appointment if
        you have asthma or are sensitive to smoke.
    """,
    "what_happens": """
        You lie or sit comfortably, with the place that we warm uncovered. Each point takes three to
        ten minutes. Tell us as soon as it becomes too warm, and we lift the stick at once. The
        smoke has an earthy smell; the room has its own air extraction, and we can use a smokeless
        stick.
    """,
    "cautions": """
        Moxa glows, so it can burn. We never leave you alone with it, and it never touches your
        skin. Even so, redness, a blister or, rarely, a burn that leaves a scar can happen.

        Tell us before we begin if:

        - you feel heat less well, for example because of diabetes or nerve damage

        - you have asthma or another lung condition, or smoke makes you cough

        - you are or could be pregnant

        - your skin there is broken, numb or inflamed, or you have a temperature

        Cool a burn under running water for 20 minutes and show it to a pharmacist or doctor if it
        blisters.
    """,
    "body": [practitioner("mei-tan")],
}

HERBAL_REMEDIES = {
    "slug": "herbal-remedies",
    "title": "Herbal Remedies",
    "alternate_names": ["Herbal medicine", "Chinese herbs"],
    "search_description": "Advice on registered herbal remedies, and on your medicines.",
    "image": "herbal-remedies.svg",
    "duration_minutes": 45,
    "price_from": "60.00",
    "shared_text": """
        Plants have been used as remedies for thousands of years, and traditional Chinese medicine
        has written down a great deal about them. We may suggest one to go with your other
        sessions.

        We only suggest products that are registered in Ireland as traditional herbal medicines. You
        know them by the letters TR and a number on the pack. To be registered, a product must be
        well made and its plant must have been in use for 30 years or more. What the pack says about
        its use is based on traditional use only: nobody has had to show in trials that it works.

        Natural does not mean harmless. Herbs can change the way that other medicines act, so we
        always ask what else you take.
    """,
    "medicine_system": "TraditionalChinese",
    "preparation": """
        Bring everything that you take, in its box: medicines, vitamins and herbs. If you have
        results of blood tests from this year, bring those too.
    """,
    "what_happens": """
        Mei asks about your health, sleep, digestion and medicines, and looks at your tongue and
        pulse. If a herb may suit you, she tells you what it is, how long to take it, and what to
        watch for. You get it in writing, so that you can show it to your doctor or pharmacist. If
        none suits you, she will say that too.
    """,
    "cautions": """
        Ask your doctor or pharmacist before you take any herb if:

        - you take medicines every day, above all blood thinners, tablets for your heart, for
        epilepsy, depression or HIV, medicines after a transplant, or the pill

        - you have an illness of your liver, kidneys or heart

        - you are or could be pregnant, want to become pregnant, or are breastfeeding

        - you are going to have an operation within the next two weeks

        - it is for a child

        Never stop a prescribed medicine in favour of a herb. You can report side effects to the
        [HPRA](https://www.hpra.ie/), which looks after medicines in Ireland.
    """,
    "body": [
        care_card(
            "urgent",
            heading="Stop taking a herb and get medical help today if:",
            text="""
                - your skin or the whites of your eyes turn yellow, or your pee turns very dark

                - you get a rash, or itch all over

                - your heart races or stumbles, or you feel faint

                - you vomit, or have strong pain in your belly

                If your face or throat swells or you cannot breathe well, call 112 or 999.
            """,
        ),
    ],
}

PAGES = [ACUPUNCTURE, ACUPRESSURE_MASSAGE, CUPPING, MOXIBUSTION, HERBAL_REMEDIES]
