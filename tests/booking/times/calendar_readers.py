"""Two programs that read calendars, and have nothing of each other's, nor of what writes ours."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import NamedTuple

import vobject
from ical.calendar_stream import IcsCalendarStream


class Entry(NamedTuple):
    """An event as a calendar keeps it; the moments are in UTC."""

    uid: str
    sequence: int
    status: str
    begins: datetime
    ends: datetime


class Message(NamedTuple):
    method: str
    entries: list[Entry]


def by_vobject(text: str) -> Message:
    calendar = vobject.readOne(text)
    return Message(
        calendar.method.value,
        [
            Entry(
                event.uid.value,
                int(event.sequence.value),
                event.status.value,
                event.dtstart.value.astimezone(UTC),
                event.dtend.value.astimezone(UTC),
            )
            for event in calendar.contents.get("vevent", [])
        ],
    )


def by_ical(text: str) -> Message:
    calendar = IcsCalendarStream.calendar_from_ics(text)
    return Message(
        calendar.method,
        [
            Entry(
                event.uid,
                event.sequence,
                event.status.value,
                event.dtstart.astimezone(UTC),
                event.dtend.astimezone(UTC),
            )
            for event in calendar.events
        ],
    )


READERS = [by_vobject, by_ical]
Reader = Callable[[str], Message]


def calendar_after(texts: Iterable[str], read: Reader) -> list[Entry]:
    """What a patient's calendar holds who opens these files in turn: RFC 5546, 3.2.1 and 3.2.5.

    The latest of an event takes the place of the others; one that is older changes nothing.
    """
    kept: dict[str, Entry] = {}
    for message in map(read, texts):
        for entry in message.entries:
            if entry.uid in kept and entry.sequence < kept[entry.uid].sequence:
                continue
            kept[entry.uid] = entry
            if message.method == "CANCEL":
                kept[entry.uid] = entry._replace(status="CANCELLED")
    return [entry for entry in kept.values() if entry.status != "CANCELLED"]
