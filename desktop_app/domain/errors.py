"""Errors a person can act on; everything else is a bug of ours."""


class RecordError(Exception):
    """Something the user can act on: the text says what happened, where, and what to do.

    The message is Vietnamese, complete sentences, and is shown as it is.
    """


class InvalidInput(RecordError):
    """A value that was typed or read is not allowed; nothing was changed."""


class LockedPeriod(RecordError):
    """The reporting period is locked; nothing was changed."""


class CannotUndo(RecordError):
    """A change set cannot be taken back; the text names the later change or the locked period."""


class ReadOnlyRecord(RecordError):
    """The record is open for viewing only; nothing was changed."""
