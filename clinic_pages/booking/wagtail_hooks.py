"""Wagtail finds here what each subject shows in the admin."""

from .calendar import admin as calendar  # noqa: F401
from .desk import admin as desk  # noqa: F401
from .mails import admin as mails  # noqa: F401
from .patient import admin as patient  # noqa: F401
from .privacy import admin as privacy  # noqa: F401
from .statistics import admin as statistics  # noqa: F401
from .times import admin as times  # noqa: F401
