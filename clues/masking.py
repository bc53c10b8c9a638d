"""Masking of persons in clues. Done on the server, before any text leaves it (security.md CL-02)."""

MASK = "*"


def mask_name(name: str) -> str:
    """张三丰 -> 张**; one sign stays, so that readers can tell lines apart. Empty stays empty."""
    return name[:1] + MASK * max(len(name) - 1, 1) if name else ""


def mask_in_text(text: str, *names: str) -> str:
    """`text` with every occurrence of these names masked, longest name first. Single signs are left alone."""
    for name in sorted({name for name in names if len(name) > 1}, key=len, reverse=True):
        text = text.replace(name, mask_name(name))
    return text
