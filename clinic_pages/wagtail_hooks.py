"""Wagtail finds here what each subject shows in the admin."""

from .changes import admin as changes  # noqa: F401
from .composing import admin as composing  # noqa: F401
from .copying import admin as copying  # noqa: F401
from .dashboard import admin as dashboard  # noqa: F401
from .grid import admin as grid  # noqa: F401
from .importing import admin as importing  # noqa: F401
from .links import admin as links  # noqa: F401
from .origins import admin as origins  # noqa: F401
from .overrides import admin as overrides  # noqa: F401
from .page_cache import admin as page_cache  # noqa: F401
from .page_checks import admin as page_checks  # noqa: F401
from .pages import admin as pages  # noqa: F401
from .redirects import admin as redirects  # noqa: F401
from .scheduling import admin as scheduling  # noqa: F401
from .showing import admin as showing  # noqa: F401
from .uploads import admin as uploads  # noqa: F401
