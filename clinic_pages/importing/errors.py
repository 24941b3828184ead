"""Why an import was not done."""


class ImportFailed(Exception):
    """An import that cannot be done. The message is one line and names the file, if it is one's."""


class UnreadableFile(ImportFailed):
    """A file that cannot be read as text."""
