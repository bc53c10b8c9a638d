"""Settings from the environment: strict, and plain about what is wrong.

Every helper returns a checked value or raises `ImproperlyConfigured` with one Chinese and one English
sentence that name the variable. An empty value counts as not set.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured


def refuse(name: str, chinese: str, english: str) -> ImproperlyConfigured:
    """The error for the variable `name`; it never quotes the value, which may hold a password."""
    return ImproperlyConfigured(f"{name}：{chinese} / {name}: {english}")


def text(name: str, default: str = "") -> str:
    """The value without surrounding blanks; control characters are refused."""
    value = os.environ.get(name, "").strip()
    if any(ord(char) < 32 or ord(char) == 127 for char in value):
        raise refuse(name, "含有控制字符。", "contains control characters.")
    return value or default


def integer(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number from `low` to `high`, written in plain ASCII digits."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
        raise refuse(name, f"应为 {low} 到 {high} 的整数。", f"must be a whole number from {low} to {high}.")
    return int(value)


def choice(name: str, allowed: Iterable[str], default: str = "") -> str:
    """One of `allowed`, or `default` where nothing is set."""
    known = tuple(allowed)
    value = text(name, default)
    if value != default and value not in known:
        raise refuse(name, f"只能是 {'、'.join(known)} 之一。", f"must be one of {', '.join(known)}.")
    return value


def folder(name: str, default: Path) -> Path:
    """An absolute path; a relative one counts from the working directory. It may not exist yet."""
    path = Path(text(name, str(default))).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise refuse(name, "应为目录。", "must be a folder.")
    return path


def address(name: str, schemes: Iterable[str]) -> SplitResult | None:
    """A URL of one of `schemes`, or None where nothing is set."""
    value = text(name)
    if not value:
        return None
    known = tuple(schemes)
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018  reading it checks it
    except ValueError:
        raise refuse(name, "不是有效的地址。", "is not a valid address.") from None
    if parts.scheme not in known:
        raise refuse(
            name, f"应以 {'、'.join(s + '://' for s in known)} 开头。", f"must begin with {known[0]}://."
        )
    return parts


def origin(name: str) -> SplitResult | None:
    """The address people type: http or https, a host, perhaps a port, nothing after it."""
    parts = address(name, ("https", "http"))
    if parts and (
        not parts.hostname or parts.path not in ("", "/") or parts.query or parts.fragment or parts.username
    ):
        raise refuse(name, "只写协议、主机和端口。", "must be scheme, host and port only.")
    return parts
