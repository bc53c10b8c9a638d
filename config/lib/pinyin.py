"""How a Chinese name sounds, for search and sorting."""


def pinyin_of(name: str) -> str:
    """五华区 -> ``wuhuaqu whq``: searched and sorted by sound, whole or by initials."""
    # The dictionary takes 55 MB: only the worker and its children pay for it, no web process.
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(name)
    initials = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return f"{''.join(syllables)} {''.join(initials)}".lower()[:400]
