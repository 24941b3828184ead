"""The questions and answers of a page. Plain text: what an answer links to is on the page."""

from ..blocks.base import block_answers
from ..lib.fields import stream_children
from .nodes import ref, words


def questions_node(page, url: str) -> dict | None:
    asked = [
        question_node(*each)
        for child in stream_children(page)
        for each in block_answers(child).questions_and_answers()
    ]
    if not any(asked):
        return None
    return {
        "@type": "FAQPage",
        "@id": f"{url}#faq",
        "url": url,
        "isPartOf": ref(f"{url}#webpage"),
        "mainEntity": asked,
    }


def question_node(question: str, answer) -> dict | None:
    question, answer = question.strip(), words(answer)
    if not question or not answer:
        return None
    return {
        "@type": "Question",
        "name": question,
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }
