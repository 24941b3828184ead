"""Files that an editor uploads."""

from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..conf import get_conf
from ..lib.invisible import without_invisible
from ..pages.condition_index import ConditionIndexPage
from .batches import PICTURES, kind_of
from .formats import FORMATS

# Django takes a hundred files, and fields, at a time.
MOST_FILES = 90
MOST_BYTES = 60_000_000
LONGEST_NAME = 200


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    widget = FilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(each, initial) for each in files]


class ListField(forms.ModelChoiceField):
    def label_from_instance(self, index):
        return f"{index.get_admin_display_title()} ({index.full_url or index.url_path})"


class UploadForm(forms.Form):
    index = ListField(ConditionIndexPage.objects.none(), label=gettext_lazy("List of conditions"))
    files = FilesField(label=gettext_lazy("Files"))

    def __init__(self, *args, indexes, **kwargs):
        super().__init__(*args, **kwargs)
        pks = [index.pk for index in indexes]
        self.fields["index"].queryset = ConditionIndexPage.objects.filter(pk__in=pks)
        self.fields["index"].initial = pks[0] if pks else None
        endings = ", ".join([*FORMATS, *sorted(PICTURES)])
        self.fields["files"].widget.attrs["accept"] = endings
        self.fields["files"].help_text = _(
            "Text, Markdown, HTML and Word files, one for each condition, and the pictures of "
            "saved pages: %(endings)s. At most %(number)d files."
        ) % {"endings": endings, "number": MOST_FILES}

    def clean_files(self):
        files = self.cleaned_data["files"]
        problems = [problem for file in files for problem in _problems(file)]
        if len(files) > MOST_FILES:
            problems.append(_("Choose %(number)d files at most.") % {"number": MOST_FILES})
        if sum(file.size for file in files) > MOST_BYTES:
            limit = filesizeformat(MOST_BYTES)
            problems.append(_("All files together may have %(limit)s.") % {"limit": limit})
        names = [name_of(file) for file in files]
        if twice := {name for name in names if names.count(name) > 1}:
            message = _("Two files are called “%(name)s”.")
            problems += [message % {"name": name} for name in sorted(twice)]
        if problems:
            raise ValidationError(problems)
        return files


def name_of(file) -> str:
    """Of an uploaded file, without folders and what nobody sees."""
    path = Path(without_invisible(file.name).replace("\\", "/").replace("\x00", ""))
    return f"{path.stem[:LONGEST_NAME]}{path.suffix[:20]}"


def _problems(file) -> list[str]:
    kind, conf = kind_of(file.name), get_conf()
    if not kind:
        message = _("%(file)s: files of this kind cannot be imported.")
        return [message % {"file": file.name}]
    limit = conf.import_max_bytes
    if kind == "picture" or file.name.lower().endswith(".docx"):
        limit = conf.import_max_document_bytes
    if file.size <= limit:
        return []
    message = _("%(file)s: the file has %(size)s, more than the limit of %(limit)s.")
    sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(limit)}
    return [message % {"file": file.name, **sizes}]
