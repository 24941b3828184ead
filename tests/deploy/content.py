"""A small clinic with one of everything that must never be lost, and what it says of itself."""

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from clinic_pages.booking.models import Appointment, BookingRequest
from tests.booking.diaries import appointment, in_days, offer_times, practitioner
from tests.photos import jpeg
from tests.trees import plant_tree


def plant() -> None:
    tree = plant_tree()
    file = ContentFile(jpeg(400, 300), name="room.jpg")
    image = get_image_model().objects.create(title="Room", file=file)
    therapy = tree.therapy("Acupuncture", image=image)
    tree.condition("Sciatica", body=[("therapy", {"therapy": therapy})])
    tree.condition("Draft", publish=False)
    leaflet = ContentFile(b"Come early.", name="leaflet.txt")
    get_document_model().objects.create(title="Leaflet", file=leaflet)
    offer_times(tree)
    appointment(tree, practitioner(tree, "Aoife Brennan", therapy), in_days(3))


def tell() -> dict[str, list]:
    """What patients sent is read, and so has been opened with the keys."""
    times = dict(Appointment.objects.values_list("request", "starts_at"))
    return {
        "pages": [[page.url_path, page.title, page.live] for page in Page.objects.order_by("path")],
        "pictures": [[each.title, each.file.name] for each in get_image_model().objects.all()],
        "documents": [[each.title, each.file.name] for each in get_document_model().objects.all()],
        "requests": [
            {"name": each.name, "email": each.email, "starts": str(times.get(each.pk, ""))}
            for each in BookingRequest.objects.order_by("pk")
        ],
    }
