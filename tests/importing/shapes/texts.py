"""Plain text: as Word saves it, as typists write it, as e-mails have it."""
# ruff: noqa: E501 (files have long lines)

from . import Shape

LONG = (
    "It is common in people who sit for a long time, and in those who lift heavy things at work, and "
    "for most of them it passes within some weeks without any treatment."
)
AGAIN = (
    "Fine needles are placed at points on the body and stay there for a while. Most people rest."
)

TEXTS = [
    Shape(
        "word.txt",
        f"""Osteoporosis
{LONG}
Risk factors for Osteoporosis
{LONG}
Acupuncture for Osteoporosis
{LONG}
{AGAIN} Book with us today.""",
        """Osteoporosis
section:
  p
section: Risk factors for Osteoporosis
  p
therapy: Acupuncture for Osteoporosis
  p
booking:""",
    ),
    Shape(
        "word_short_paragraphs.txt",
        """What is Gout?
It is pain in a joint.
It comes at night.
Causes
Too much uric acid.
Cupping for Gout
Cups are placed on the back.""",
        """Gout
section: What is Gout?
  p
  p
section: Causes
  p
therapy: Cupping for Gout
  p""",
    ),
    Shape(
        "word_lists.txt",
        f"""Insomnia
{LONG}
What helps
•\tGo to bed at one time
•\tNo screens:
o\tno telephone
o\tno television
§\tnot even a small one
•\tLittle coffee
What we do
1.\tWe ask
2.\tWe look
a.\tat your tongue
b.\tat your nails
3.\tWe plan""",
        """Insomnia
section:
  p
section: What helps
  ul 3[ul 2[ul 1]]
section: What we do
  ol 3[ol 2]""",
    ),
    Shape(
        "word_symbol_font.txt",
        f"Sciatica\n{LONG}\nSigns\n\uf0b7\tpain\n\uf0b7\tnumbness\n\uf0a7\tin the foot\n{AGAIN}",
        """Sciatica
section:
  p
section: Signs
  ul 2[ul 1]
  p""",
    ),
    Shape(
        "word_curly.txt",
        f"Bell’s palsy\n{LONG}\nAcupuncture for Bell's\u00a0palsy\n{LONG}",
        """Bell’s palsy
section:
  p
therapy: Acupuncture for Bell's\u00a0palsy
  p""",
    ),
    Shape(
        "word_utf16.txt",
        f"What is Migraine?\r\n{LONG}\r\nHerbal remedies for Migraine\r\n{LONG}\r\n".encode(
            "utf-16"
        ),
        """Migraine
section: What is Migraine?
  p
therapy: Herbal remedies for Migraine
  p""",
    ),
    Shape(
        "word_address.txt",
        f"Neck pain\n{LONG}\n{AGAIN}\nThe Clinic\n12 Main Street\nDublin 2\nIreland\n{LONG}",
        """Neck pain
section:
  p
  p
  p
  p
  p
  p
  p""",
    ),
    Shape(
        "typist.txt",
        f"""What is Tennis Elbow?

{LONG}


{LONG}

Acupressure Massage for Tennis Elbow

{AGAIN}

It is wise to see a doctor first. Book with us when you have.
""",
        """Tennis Elbow
section: What is Tennis Elbow?
  p
  p
therapy: Acupressure Massage for Tennis Elbow
  p
booking:""",
    ),
    Shape(
        "wrapped.txt",
        """Restless legs

People with restless legs cannot keep them still
when they lie down. It begins in the evening and
often lasts for half of the night. Nobody knows
why.

Acupuncture for restless legs
The needles are placed at the lower leg and at the
foot, and stay there for twenty minutes. Most rest
or sleep.

When to see a doctor
If the legs are swollen or hot, see a doctor on the
same day.""",
        """Restless legs
section:
  p
therapy: Acupuncture for restless legs
  p
section: When to see a doctor
  p""",
    ),
    Shape(
        "capitals.txt",
        f"LOW BACK PAIN\n\nCAUSES\n{LONG}\n\nCUPPING FOR LOW BACK PAIN\n{AGAIN}\n",
        """LOW BACK PAIN
section: CAUSES
  p
therapy: CUPPING FOR LOW BACK PAIN
  p""",
    ),
    Shape(
        "colons.txt",
        f"Sinusitis\n\nCauses:\n{LONG}\n\nSigns:\n- pain\n- fever\n\nCupping for sinusitis:\n{AGAIN}",
        """Sinusitis
section: Causes:
  p
section: Signs:
  ul 2
therapy: Cupping for sinusitis:
  p""",
    ),
    Shape(
        "numbered.txt",
        f"""Frozen shoulder

1. What it is

{LONG}

2. Who gets it

{LONG}

3. Cupping for Frozen Shoulder

{AGAIN}""",
        """Frozen shoulder
section: What it is
  p
section: Who gets it
  p
therapy: Cupping for Frozen Shoulder
  p""",
    ),
    Shape(
        "roman.txt",
        f"Vertigo\n\nI. Causes\n\n{LONG}\n\nII. Treatment\n\n{AGAIN}",
        """Vertigo
section: Causes
  p
section: Treatment
  p""",
    ),
    Shape(
        "underlined.txt",
        f"Shingles\n========\n\n{LONG}\n\nTreatment\n---------\n{LONG}\n\nAfter it\n________\n{AGAIN}",
        """Shingles
section:
  p
section: Treatment
  p
section: After it
  p""",
    ),
    Shape(
        "marked.txt",
        f"# Asthma\n{LONG}\n## Causes\n{LONG}\n### In children\n{LONG}\n## Cupping for asthma\n{AGAIN}",
        """Asthma
section:
  p
section: Causes
  p
  h In children
  p
therapy: Cupping for asthma
  p""",
    ),
    Shape(
        "bold_stars.txt",
        f"**Eczema**\n\n{LONG}\n\n**Causes**\n{LONG}\n\n**Acupuncture for eczema**\n{AGAIN}",
        """Eczema
section:
  p
section: Causes
  p
therapy: Acupuncture for eczema
  p""",
    ),
    Shape(
        "typed_lists.txt",
        f"""Period pain

{LONG}

Signs

* cramps
  that come in waves
* sickness

    - in the morning
    - after eating

* headache

What to bring

(1) your letter
(2) a list of your medicines

{AGAIN}""",
        """Period pain
section:
  p
section: Signs
  ul 3[ul 2]
section: What to bring
  ol 2
  p""",
    ),
    Shape(
        "not_a_therapy.txt",
        f"Arthritis\n\n{LONG}\n\nDiet for arthritis\n\n{LONG}\n\nOutlook for arthritis\n\n{LONG}",
        """Arthritis
section:
  p
section: Diet for arthritis
  p
section: Outlook for arthritis
  p""",
    ),
    Shape(
        "soft_hyphens.txt",
        f"Hay\u200b fever\n\n{LONG}\n\nAcu\xadpuncture for hay fever\n\n{AGAIN}",
        """Hay\u200b fever
section:
  p
therapy: Acu\xadpuncture for hay fever
  p""",
    ),
    Shape(
        "invitation_alone.txt",
        f"Whiplash\n\n{LONG}\n\nYour next step\n\nBook with us by telephone.",
        """Whiplash
section:
  p
booking: Your next step""",
    ),
    Shape(
        "therapy_invites.txt",
        f"Tinnitus\n\n{LONG}\n\nAcupuncture for tinnitus\n\n{AGAIN} Book with us.",
        """Tinnitus
section:
  p
therapy: Acupuncture for tinnitus
  p""",
    ),
    Shape(
        "rules.txt",
        f"Anaemia\n\n{LONG}\n\n-----\n\n{LONG}\n\n* * *\n\n{AGAIN}",
        """Anaemia
section:
  p
  p
  p""",
        ("-----", "* * *"),
    ),
    Shape(
        "prices_with_tabs.txt",
        f"""Tennis elbow
{LONG}
Cupping:
{AGAIN}
Fees
First visit\t60\xa0€
Later\t45\xa0€
Book a consultation.""",
        """Tennis elbow
section:
  p
therapy: Cupping:
  p
section: Fees
  table 2x2
booking:""",
    ),
    Shape(
        "numbered_with_list.txt",
        f"""FROZEN SHOULDER

1. Causes

{LONG}

1. an injury
2. an operation

2. Stages

It has three:

3. Acupuncture for your frozen shoulder

{AGAIN}""",
        """FROZEN SHOULDER
section: Causes
  p
  ol 2
section: Stages
  p
therapy: Acupuncture for your frozen shoulder
  p""",
    ),
    Shape(
        "mail_2.txt",
        f"""From: A
Sent: Monday
Subject: Text for the website

Hello all,

{LONG}

Acupuncture for a migraine

{AGAIN}

--
A, front desk""",
        """Migraine
section:
  p
  p
therapy: Acupuncture for a migraine
  p""",
        ("From: A", "Sent: Monday", "Subject: Text for the website", "--", "A, front desk"),
    ),
]
