"""What the plugin asks of any page, and the answers of one that says nothing of itself."""

from datetime import date, datetime

from .facets import Faceted


class PageAnswers(Faceted):
    """Asked of every page that shows our blocks or tags. `ClinicPage` inherits it, and so may any
    page of a host; these are the neutral answers."""

    # The name of the condition that the page is about, and as it stands inside a sentence.
    condition_name: str = ""
    name_in_sentence: str = ""
    # What it is about in a sentence or two of plain text.
    summary_text: str = ""
    # Whether it is what the clinic offers.
    is_therapy: bool = False
    # Whether its title is a name of its own, so that a text with that word means it.
    has_own_name: bool = False
    # Whether its body comes right after title and lead, so that a picture there is its main one.
    begins_with_body: bool = False
    # Whether its booking box is the first that it shows: one comes to it in order to book.
    opens_with_booking: bool = False
    # Whether it says enough in few words: a list, a person.
    may_be_short: bool = False
    # The primary key of the booking box that an editor chose on it.
    booking_snippet_id: int | None = None
    # Whether somebody who knows should look over what it says.
    wants_review: bool = False
    # Who wrote and who reviewed it, {"author": page, "reviewer": page}, and when.
    byline: dict = {}
    last_reviewed: date | None = None

    @property
    def alternate_name_list(self) -> list[str]:
        return []

    @property
    def offers(self) -> list[str]:
        """What a link to the page promises beside its title."""
        return []

    def has_address(self, below: str) -> bool:
        """Whether it has a page of its own at `below`, such as "/where/back/", in small letters."""
        return False

    @property
    def services(self) -> list:
        """The therapies that it lists, for its structured data."""
        return []

    @property
    def opening_words(self):
        """What it says before its body: a str is plain text, a RichText is not; "" for nothing."""
        return ""

    @property
    def last_changed_at(self) -> datetime | None:
        """When its output last changed, where it knows more than its own publication."""
        return None


NEUTRAL = PageAnswers()


def page_answers(page) -> PageAnswers:
    """page: any page, or None where there is none."""
    return page if isinstance(page, PageAnswers) else NEUTRAL
