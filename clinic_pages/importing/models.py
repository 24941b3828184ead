"""Files that an editor has uploaded, and what became of each."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# After so long without a sign of life whatever was busy with a batch is gone.
GIVEN_UP = timedelta(minutes=10)


class ImportBatch(models.Model):
    """Files that go into one list of conditions. In the database: nobody else may read them."""

    class State(models.TextChoices):
        READING = "reading", _("being read")
        READ = "read", _("read")
        IMPORTING = "importing", _("being imported")
        IMPORTED = "imported", _("imported as drafts")
        PUBLISHING = "publishing", _("being published")
        PUBLISHED = "published", _("published")

    index = models.ForeignKey(
        "clinic_pages.ConditionIndexPage", on_delete=models.CASCADE, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    created_at = models.DateTimeField(auto_now_add=True)
    # By every file that is done: a batch that stays as it is for long has been given up.
    changed_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.index}: {self.get_state_display()}"

    @property
    def is_busy(self) -> bool:
        is_begun = self.state in (self.State.READING, self.State.IMPORTING, self.State.PUBLISHING)
        return is_begun and not self.is_given_up

    @property
    def is_given_up(self) -> bool:
        """Whether what was begun has ended without an end, so that it may be begun anew."""
        return self.changed_at < timezone.now() - GIVEN_UP


class ImportFile(models.Model):
    """said: {"therapies": headings, "sections": headings} as somebody has corrected them.

    report: what `report.as_data` gives; {} until the file is done. problem: why it is not read.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    is_picture = models.BooleanField(default=False)
    said = models.JSONField(default=dict, blank=True)
    report = models.JSONField(default=dict, blank=True)
    problem = models.TextField(blank=True)
    is_done = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "name"], name="clinic_import_file_name")
        ]

    def __str__(self):
        return self.name
