"""Where uploads lie, if not on this machine's disk."""

import environ

env = environ.Env()


def media_in_bucket(bucket: str, domain: str) -> dict:
    """For STORAGES. Keys and region are found as by any program of AWS: AWS_ACCESS_KEY_ID …

    domain: where visitors get `images/` of the bucket, and nothing else of it.
    """
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env("MEDIA_ENDPOINT", default=None),
            "custom_domain": domain,
            # The address says what is in it, and is for everybody or for nobody.
            "querystring_auth": False,
            "file_overwrite": False,
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
        },
    }
