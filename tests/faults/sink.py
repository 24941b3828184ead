"""A mail server that keeps what it takes, and has bad days."""

import asyncio
import email
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message

from aiosmtpd.controller import Controller

from scripts.ports import free_port


@dataclass
class Sink:
    """refuses: answers 451, to be tried again. seconds: that it takes for each mail."""

    port: int = field(default_factory=free_port)
    refuses: bool = False
    seconds: float = 0
    refused: int = 0
    # How many mails it is just taking.
    busy: int = 0
    taken: list[Message] = field(default_factory=list)

    async def handle_DATA(self, server, session, envelope):
        self.busy += 1
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.busy -= 1
        if self.refuses:
            self.refused += 1
            return "451 Come back later"
        self.taken.append(email.message_from_bytes(envelope.content))
        return "250 OK"

    def controller(self) -> Controller:
        return Controller(self, hostname="127.0.0.1", port=self.port)


@contextmanager
def mail_server(sink: Sink):
    controller = sink.controller()
    controller.start()
    try:
        yield
    finally:
        controller.stop()
