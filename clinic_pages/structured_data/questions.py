"""The questions and answers of a page. Plain text: what an answer links to is on the page."""

from ..fields import stream_children
from .nodes import ref, words


def questions_node(page, url: str) -> dict | None:
    blocks = [child.value for child in stream_children(page) if child.block_type == "questions"]
    asked = [question_node(each) for value in blocks for each in value["questions"]]
    if not any(asked):
        return None
    return {
        "@type": "FAQPage",
        "@id": f"{url}#faq",
        "url": url,
        "isPartOf": ref(f"{url}#webpage"),
        "mainEntity": asked,
    }


def question_node(item) -> dict | None:
    question, answer = (item["question"] or "").strip(), words(item["answer"])
    if not question or not answer:
        return None
    return {
        "@type": "Question",
        "name": question,
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }
