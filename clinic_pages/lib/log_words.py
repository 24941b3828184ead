"""What Wagtail's log says of an action that is about another page, too."""

from wagtail.log_actions import LogFormatter


class NamingFormatter(LogFormatter):
    """Names the other page, as it was called. key: where the log's data has its title; said: the
    sentence, with %(title)s in it."""

    key = ""
    said = ""

    def format_message(self, log_entry):
        return str(self.said) % {"title": log_entry.data.get(self.key, {}).get("title", "")}
