"""The product's settings for tests: a private data folder, cheap passwords, plain static files."""

import atexit
import os
import shutil
import tempfile

# The suite never touches an installation: whatever the shell has set is replaced.
_folder = tempfile.mkdtemp(prefix="xuncha-tests-")
_owner = os.getpid()
os.environ["DATA_DIR"] = _folder
os.environ["SECURITY_PROFILE"] = "demo"
for _name in ("PUBLIC_URL", "TRUSTED_PROXIES", "HOST", "PORT", "DEMO_WORKBOOK", "DEMO_PASSWORD"):
    os.environ.pop(_name, None)


@atexit.register
def _remove_folder() -> None:
    if os.getpid() == _owner:
        shutil.rmtree(_folder, ignore_errors=True)


from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {  # no build of static files needed
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files come from where they are written; the folder for collected ones only has to be there.
STATIC_ROOT = DATA / "static"  # noqa: F405
STATIC_ROOT.mkdir(exist_ok=True)
