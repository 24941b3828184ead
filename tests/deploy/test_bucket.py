"""Uploads in a bucket of an S3-compatible store: who gets what, and does a backup have them?"""

import json
import shutil
from collections.abc import Iterator

import boto3
import pytest
from moto.server import ThreadedMotoServer

from scripts import migrated
from scripts.ports import free_port
from scripts.served import ServedSite
from tests.sizes import IS_PROOF

pytestmark = [
    pytest.mark.once,
    pytest.mark.slow,
    pytest.mark.skipif(not IS_PROOF, reason="only in make proof"),
]

KEYS = {"AWS_ACCESS_KEY_ID": "clinic", "AWS_SECRET_ACCESS_KEY": "secret"}
REGION = "eu-west-1"
PLANT = """
import django, json, sys; django.setup()
from django.core.management import call_command
from tests.deploy.content import plant
plant()
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
image, document = get_image_model().objects.get(), get_document_model().objects.get()
asked = Client(headers={"host": "127.0.0.1"}).get(document.url, follow=False)
print(json.dumps({
    "picture": image.get_rendition("width-200").url,
    "document": document.file.name,
    "served": [asked.status_code, b"".join(asked.streaming_content).decode()],
}))
call_command("backup", sys.argv[1])
"""


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", free_port(), verbose=False)
    server.start()
    yield f"http://127.0.0.1:{server._port}"
    server.stop()


def bucket(store: str, name: str):
    keys = {"aws_access_key_id": "clinic", "aws_secret_access_key": "secret"}
    client = boto3.client("s3", endpoint_url=store, region_name=REGION, **keys)
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    return client


def files(client, name: str) -> dict[str, bytes]:
    there = client.list_objects_v2(Bucket=name).get("Contents", [])
    return {
        each["Key"]: client.get_object(Bucket=name, Key=each["Key"])["Body"].read()
        for each in there
    }


def site(folder, store: str, name: str) -> ServedSite:
    domain = store.removeprefix("http://")
    settings = KEYS | {
        "AWS_DEFAULT_REGION": REGION,
        "MEDIA_BUCKET": name,
        "MEDIA_ENDPOINT": store,
        "MEDIA_DOMAIN": f"{domain}/{name}",
    }
    folder.mkdir()
    return ServedSite(folder, settings=settings)


def test_uploads_lie_in_a_bucket_and_come_back_from_a_backup(tmp_path, store):
    full, empty = (site(tmp_path / name, store, name) for name in ("full", "empty"))
    clients = {name: bucket(store, name) for name in ("full", "empty")}
    shutil.copy(migrated.sqlite(), full.folder / "db.sqlite3")
    file = str(tmp_path / "clinic.tar")
    planted = json.loads(full.python("-c", PLANT, file).splitlines()[0])
    lying = files(clients["full"], "full")
    assert not (full.folder / "media").exists()
    # A picture has an address of its own; a document is handed out by the site, which may refuse.
    address, _, picture = planted["picture"].rpartition("/full/")
    assert address == store.replace("http", "https")
    assert picture.startswith("images/") and picture in lying
    assert planted["served"] == [200, "Come early."]
    assert lying[planted["document"]] == b"Come early."
    # The bucket makes nothing public by itself: docs/deploying.md opens images/ alone.
    grants = clients["full"].get_object_acl(Bucket="full", Key=planted["document"])["Grants"]
    assert all("AllUsers" not in grant["Grantee"].get("URI", "") for grant in grants)
    # Django's own headers, so that browsers need not ask again.
    head = clients["full"].head_object(
        Bucket="full", Key=planted["picture"].rpartition("/full/")[2]
    )
    assert head["CacheControl"] == "public, max-age=31536000, immutable"

    empty.python("manage.py", "restore", file)
    assert files(clients["empty"], "empty") == lying
