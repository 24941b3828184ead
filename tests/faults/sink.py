"""A mail server that keeps what it takes, and has bad days."""

import asyncio
import email
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message

from aiosmtpd.controller import Controller

from scripts.ports import free_port


def says_nothing(address: str) -> str:
    return ""


@dataclass
class Sink:
    """refuses: answers 451, to be tried again. seconds: that it takes for each mail.

    at_mail, at_rcpt, at_data: what it answers there instead of "250 OK", given the sender's
    address, the recipient's, the first recipient's; "" for nothing else.
    """

    port: int = field(default_factory=free_port)
    refuses: bool = False
    seconds: float = 0
    at_mail: Callable[[str], str] = says_nothing
    at_rcpt: Callable[[str], str] = says_nothing
    at_data: Callable[[str], str] = says_nothing
    refused: int = 0
    # How many mails it is just taking.
    busy: int = 0
    taken: list[Message] = field(default_factory=list)

    async def handle_MAIL(self, server, session, envelope, address, options):
        if answer := self.at_mail(address):
            return self.refuse(answer)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if answer := self.at_rcpt(address):
            return self.refuse(answer)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.busy += 1
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.busy -= 1
        if answer := self.at_data(envelope.rcpt_tos[0]):
            return self.refuse(answer)
        if self.refuses:
            return self.refuse("451 Come back later")
        self.taken.append(email.message_from_bytes(envelope.content))
        return "250 OK"

    def refuse(self, answer: str) -> str:
        self.refused += 1
        return answer

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
