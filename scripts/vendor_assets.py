"""Copy the few front-end files that pages use, with their licences, from node_modules/ to static/vendor/.

Nothing is built. Source maps stay out, and with them the comment that names them, so that a page asks for
nothing that is not there. axe-core serves tests only and lands under tests/vendor/.
"""

import json
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
SOURCE_MAP = re.compile(rb"\n?(/\*|//)# sourceMappingURL=[^\n]*")

# (package, its files, where they go)
WANTED = [
    ("@tabler/core", ["dist/css/tabler.min.css"], ROOT / "static/vendor/tabler"),
    ("bootstrap-icons", ["font/bootstrap-icons.min.css"], ROOT / "static/vendor/bootstrap-icons"),
    (
        "bootstrap-icons",
        ["font/fonts/bootstrap-icons.woff2", "font/fonts/bootstrap-icons.woff"],
        ROOT / "static/vendor/bootstrap-icons/fonts",
    ),
    ("echarts", ["dist/echarts.min.js"], ROOT / "static/vendor/echarts"),
    ("axe-core", ["axe.min.js"], ROOT / "tests/vendor/axe-core"),
]


def copy_file(source: Path, folder: Path) -> None:
    """Copy one file; text loses its pointer to a source map."""
    content = source.read_bytes()
    if source.suffix in {".css", ".js"}:
        content = SOURCE_MAP.sub(b"", content)
    (folder / source.name).write_bytes(content)


def copy_licences(package: Path, folder: Path) -> None:
    """Copy what the package says of its licence, and note name, version and licence from its manifest."""
    manifest = json.loads((package / "package.json").read_text("utf-8"))
    note = f"{manifest['name']} {manifest['version']}, licence {manifest['license']}\n"
    (folder / "PACKAGE.txt").write_text(note, "utf-8")
    for file in package.iterdir():
        if file.is_file() and file.name.upper().startswith(("LICENSE", "LICENCE", "NOTICE")):
            shutil.copyfile(file, folder / file.name)


def main() -> None:
    """Lay both vendor folders anew."""
    for folder in (ROOT / "static/vendor", ROOT / "tests/vendor"):
        shutil.rmtree(folder, ignore_errors=True)
    for package, files, folder in WANTED:
        folder.mkdir(parents=True, exist_ok=True)
        for name in files:
            copy_file(MODULES / package / name, folder)
        if folder.name != "fonts":
            copy_licences(MODULES / package, folder)


if __name__ == "__main__":
    main()
