"""Static files under names that carry their content, so that browsers keep them for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """A missing file is a plain 404: pages stay usable where front-end libraries could not be installed."""

    manifest_strict = False
