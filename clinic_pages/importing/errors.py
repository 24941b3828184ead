"""Why an import was not done."""


class ImportFailed(Exception):
    """An import that cannot be done. The message is one line and names the file, if it is one's."""


class BlocksRefused(Exception):
    """What an export's file says of a block is none that this site takes; the message says why."""


class UnreadableFile(ImportFailed):
    """A file that cannot be read as text."""
