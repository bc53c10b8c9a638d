"""Is this file what it says it is? Checked before any parser sees it (security.md FL-01 to FL-06).

The container is read through once, a piece at a time: sizes are counted while reading, because headers lie.
What is found on the way (parts that hold formulas) is told to the reader, so that no part is unpacked twice.
"""

import re
import stat
import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from exchange.problems import WorkbookRefused

MAX_FILE = 50 * 1024 * 1024
MAX_ENTRIES = 2000
# The office workbook may be large; every other upload is held to far less (FL-03).
MAX_UNPACKED = 1536 * 1024 * 1024
MAX_RATIO = 100
# Tiny parts compress absurdly well without being bombs.
RATIO_FROM = 1024 * 1024
CHUNK = 1024 * 1024

NOT_XLSX = "不是有效的 .xlsx 工作簿"
ALLOWED = "Excel 工作簿（.xlsx），无宏、无密码、无外部链接"

_OLE_MAGIC = b"\xd0\xcf\x11\xe0"
_ZIP_MAGIC = b"PK\x03\x04"
_DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_ACTIVE = re.compile(
    r"vbaproject|/macrosheets/|/dialogsheets/|/externallinks/|/embeddings/|/activex/|/ctrlprops/|oleobject"
    r"|xl/connections\.xml|/querytables/|/webextensions/|\.(?:exe|dll|bat|cmd|js|vbs|ps1|sh|jar|com|scr|html?|svg)$",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(r"\.(?:zip|xls[xmb]?|docx?|docm|pptx?|rar|7z|gz|tar|bz2|xz)$", re.IGNORECASE)
_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject|ms-excel\.sheet\.binary", re.IGNORECASE)


@dataclass
class Inspected:
    """What reading the container through has shown."""

    formula_parts: list[str] = field(default_factory=list)
    unpacked: int = 0


def inspect(path: Path) -> Inspected:
    """Read the container through. Raises WorkbookRefused, naming the first thing that is wrong."""
    if path.stat().st_size > MAX_FILE:
        raise WorkbookRefused("文件超过 50 MB", "不超过 50 MB 的工作簿")
    _check_magic(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_entries(archive.infolist())
            return _read_through(archive)
    except WorkbookRefused:
        raise
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as fault:
        raise WorkbookRefused(f"{NOT_XLSX}：文件损坏或不完整", ALLOWED) from fault
    except Exception as fault:  # zlib.error and what else a broken stream may raise
        raise WorkbookRefused(f"{NOT_XLSX}：内容无法解压", ALLOWED) from fault


def _check_magic(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(4)
    if head == _OLE_MAGIC:
        raise WorkbookRefused("文件已加密，或是旧版 .xls 格式", ALLOWED)
    if head != _ZIP_MAGIC:
        raise WorkbookRefused(NOT_XLSX, ALLOWED)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise WorkbookRefused(f"压缩包内文件超过 {MAX_ENTRIES} 个", ALLOWED)
    names = [entry.filename for entry in entries]
    if len({name.lower() for name in names}) != len(names):
        raise WorkbookRefused("压缩包内有重名文件", ALLOWED)
    for entry in entries:
        _check_entry(entry)
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= set(names):
        raise WorkbookRefused(f"{NOT_XLSX}：缺少工作簿部件", ALLOWED)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise WorkbookRefused("压缩包内有越界路径", ALLOWED)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise WorkbookRefused("压缩包内有链接文件", ALLOWED)
    if entry.flag_bits & 0x1:
        raise WorkbookRefused("文件已加密", ALLOWED)
    if _ACTIVE.search(f"/{name}"):
        raise WorkbookRefused("含有宏、嵌入对象、外部链接或程序", ALLOWED)
    if _ARCHIVE.search(name):
        raise WorkbookRefused("压缩包内还有压缩包", ALLOWED)


def _read_through(archive: zipfile.ZipFile) -> Inspected:
    found = Inspected()
    for entry in archive.infolist():
        with archive.open(entry) as part:
            _read_part(entry, part, found)
    return found


def _read_part(entry: zipfile.ZipInfo, part: IO[bytes], found: Inspected) -> None:
    is_xml = entry.filename.endswith((".xml", ".rels", ".vml"))
    is_sheet = entry.filename.startswith("xl/worksheets/") and is_xml
    size, tail, has_formula = 0, b"", False
    while chunk := part.read(CHUNK):
        if not size:
            _check_first(entry.filename, chunk, is_xml=is_xml)
        size += len(chunk)
        found.unpacked += len(chunk)
        if found.unpacked > MAX_UNPACKED:
            raise WorkbookRefused("解压后超过 1.5 GB", ALLOWED)
        if size > RATIO_FROM and size > MAX_RATIO * max(entry.compress_size, 1):
            raise WorkbookRefused("压缩比异常，疑似压缩炸弹", ALLOWED)
        window = tail + chunk
        if is_xml and _DECLARATION.search(window):
            raise WorkbookRefused("含有 XML 实体声明", ALLOWED)
        has_formula = has_formula or (is_sheet and _FORMULA.search(window) is not None)
        tail = chunk[-16:]
    if has_formula:
        found.formula_parts.append(entry.filename)


def _check_first(name: str, chunk: bytes, *, is_xml: bool) -> None:
    if is_xml and chunk.startswith(_UTF16):
        raise WorkbookRefused("部件编码不受支持", ALLOWED)
    if chunk.startswith((_ZIP_MAGIC, _OLE_MAGIC)):
        raise WorkbookRefused("压缩包内还有压缩包或嵌入对象", ALLOWED)
    if name == "[Content_Types].xml" and _MACRO_TYPE.search(chunk):
        raise WorkbookRefused("含有宏", ALLOWED)
