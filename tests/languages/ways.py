"""Two ways in which editors have a site in German: simple translation and wagtail-localize."""

import json

from django.contrib.auth import get_user_model
from wagtail.models import Locale, Page

from .clinic import GERMAN, Clinic

# Longer ones first: some stand in others.
REPLACED = sorted(GERMAN.items(), key=lambda pair: -len(pair[0]))


def german() -> Locale:
    return Locale.objects.get_or_create(language_code="de")[0]


def by_simple_translation(clinic: Clinic, client, committed) -> None:
    """Wagtail copies what is there; editors write over it. Choices stay English."""
    user = get_user_model().objects.create_superuser("simple", "simple@clinic.example", "x")
    client.force_login(user)
    for original in clinic.translated:
        if isinstance(original, Page):
            path = f"page/{original.pk}"
        else:
            path = f"snippet/{original._meta.app_label}/{original._meta.model_name}/{original.pk}"
        data = {"locales": [german().pk]}
        with committed():
            response = client.post(f"/admin/translation/submit/{path}/", data)
            assert response.status_code == 302, response.content.decode()
        with committed():
            overwrite(original.get_translation(german()))
    client.logout()


def overwrite(copy) -> None:
    """As an editor does, field by field."""
    draft = copy.get_latest_revision_as_object() if isinstance(copy, Page) else copy
    for field in draft._meta.fields:
        value = field.value_from_object(draft)
        if field.get_internal_type() in ("CharField", "TextField", "SlugField") and value:
            setattr(draft, field.attname, in_german(value))
    if hasattr(draft, "body"):
        raw = [_blocks_in_german(each) for each in draft.body.raw_data]
        draft.body = draft._meta.get_field("body").to_python(json.dumps(raw))
    if hasattr(draft, "save_revision"):
        draft.save_revision().publish()
    else:
        draft.save()


def in_german(value: str) -> str:
    if value in GERMAN:
        return GERMAN[value]
    if value.startswith("<p"):
        for english, words in REPLACED:
            value = value.replace(f">{english}<", f">{words}<")
    return value


def _blocks_in_german(value):
    if isinstance(value, dict):
        kept = {"id", "type", "level", "topic"}
        return {k: v if k in kept else _blocks_in_german(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_blocks_in_german(each) for each in value]
    return in_german(value) if isinstance(value, str) else value


def by_localize(clinic: Clinic, client, committed) -> None:
    """Each text is translated on its own; what pages choose beside pages is German then."""
    from wagtail_localize.models import StringTranslation, Translation
    from wagtail_localize.operations import translate_object

    for original in clinic.translated:
        with committed():
            translate_object(original, [german()])
        translation = Translation.objects.get(
            source__object_id=original.translation_key, target_locale=german()
        )
        for segment in translation.source.stringsegment_set.all():
            text = segment.string.data
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                locale=german(),
                context=segment.context,
                defaults={"data": GERMAN.get(text, text)},
            )
        with committed():
            translation.save_target(publish=True)
