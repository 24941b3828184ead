"""Pages that the demo has not: in other languages and scripts, with soft hyphens, translated."""

from wagtail.models import Locale

from clinic_pages.models import ConditionIndexPage
from home.factories import ConditionIndexPageFactory, ConditionPageFactory
from home.models import HomePage

# (slug, title, other names, summary, paragraphs) of conditions beside the English ones.
AMONG_THE_ENGLISH = [
    (
        "ruckenschmerzen",
        "Rückenschmerzen",
        "Kreuzweh",
        "Was Ihrem Kreuz hilft.",
        "Oft steckt eine Muskelverspannung dahinter. Seltener ist es ein Bandscheibenvorfall.",
    ),
    (
        "zuogu",
        "坐骨神经痛的针灸治疗",
        "",
        "从腰部放射到腿部的疼痛。",
        "有些人会感到腿麻。针灸可以放松肌肉。",
    ),
    (
        "katakori",
        "肩こり",
        "首こり",
        "肩と首の筋肉が張った状態です。",
        "長い時間すわっていると首が痛くなります。",
    ),
    (
        "puatlang",
        "อาการปวดหลังส่วนล่าง",
        "",
        "อาการปวดที่เอวและหลัง",
        "บางคนรู้สึกชาที่ขาหรือเท้า การฝังเข็มช่วยให้กล้ามเนื้อคลายตัว",
    ),
    (
        "wrist-trouble",
        "Wrist trouble",
        "",
        "When your hand falls asleep.",
        "The car&shy;pal tun&shy;nel is nar\u00adrow. You may feel a ting\u00adling in your thumb.",
    ),
]
IN_GERMAN = [
    (
        "kopfschmerzen",
        "Kopfschmerzen",
        "Kopfweh\nSpannungskopfschmerz",
        "Wie ein enges Band um den Kopf.",
        "Viele spüren einen Druck im Kopf.",
    ),
    (
        "nackenschmerzen",
        "Nackenschmerzen",
        "Steifer Nacken",
        "Wenn sich der Kopf kaum drehen lässt.",
        "Wer lange sitzt, wird leicht verspannt.",
    ),
]


def add_pages() -> None:
    """Adds them to the site of HomePage, the German ones as a tree of their own."""
    for each in AMONG_THE_ENGLISH:
        _condition(ConditionIndexPage.objects.get(), *each)
    german, _is_new = Locale.objects.get_or_create(language_code="de")
    home = HomePage.objects.get().copy_for_translation(german)
    home.save_revision().publish()
    conditions = ConditionIndexPageFactory(parent=home, title="Beschwerden", locale=german)
    for each in IN_GERMAN:
        _condition(conditions, *each)


def _condition(parent, slug: str, title: str, names: str, summary: str, text: str):
    body = [("section", {"heading": title, "text": f"<p>{text}</p>"})]
    return ConditionPageFactory(
        parent=parent,
        locale=parent.locale,
        slug=slug,
        title=title,
        alternate_names=names,
        summary=summary,
        body=body,
    )
