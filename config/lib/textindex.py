"""Finding Chinese text by any part of it, one character long or many, at any number of rows.

Neither database's own word splitting knows Chinese. So every character is a word, and what is looked for is a
phrase of neighbouring characters: FTS5 on SQLite, `tsvector` with a GIN index on PostgreSQL. Blanks and punctuation
count for nothing on either side, upper and lower case and full and half width are the same.

An app names the texts of a model by `register`; its services announce ``texts.changed`` (config.lib.hooks). A few
rows are indexed in the transaction that wrote them. Many (an import) are left to the worker, which calls `catch_up`;
until it is done `matching` reads the rows themselves, slower, and finds the same.

The tables are this module's alone and belong to no model: `create` and `drop` stand in a migration. Only texts that
everybody may read who sees the row belong here: never a clue's (AC-09).
"""

from __future__ import annotations

import json
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Model, Q
from django.db.models.expressions import RawSQL

from config.lib.scoping import NOTHING

AT_ONCE = 1000
BATCH = 2000
# Long texts are indexed in pieces: PostgreSQL keeps at most 256 places of a character in one document. A phrase as
# long as a search box takes is whole in at least one piece.
PIECE = 700
LONGEST_PHRASE = 100
BETWEEN_TEXTS = "between"

_registered: dict[str, tuple[type[Model], tuple[str, ...]]] = {}


def register(model: type[Model], *fields: str) -> None:
    """Keep an index of these text fields of `model`."""
    _registered[model._meta.label_lower] = (model, fields)


def registered_models() -> list[type[Model]]:
    """The models whose texts are kept."""
    return [model for model, _ in _registered.values()]


def characters(text: str) -> list[str]:
    """Every letter, digit and Chinese character on its own, in one form of writing."""
    return [one for one in unicodedata.normalize("NFKC", text).lower() if one.isalnum()]


def matching(model: type[Model], words: str) -> Q:
    """The rows that hold every one of the blank-separated `words` in their texts."""
    phrases = [phrase for word in words.split() if (phrase := characters(word)[:LONGEST_PHRASE])]
    if not phrases:
        return NOTHING
    condition = Q()
    if _behind(model):
        for word in words.split():
            condition &= _read_through(model, word)
        return condition
    for phrase in phrases:
        condition &= Q(pk__in=_found(model, phrase))
    return condition


def _read_through(model: type[Model], word: str) -> Q:
    condition = Q()
    for field in _registered[model._meta.label_lower][1]:
        condition |= Q(**{f"{field}__icontains": word})
    return condition


def _found(model: type[Model], phrase: list[str]) -> RawSQL:
    kind = model._meta.label_lower
    if connection.vendor == "postgresql":
        wanted = " <-> ".join(f"'{one}'" for one in phrase)
        return RawSQL(
            "SELECT object_id FROM search_document WHERE kind = %s AND words @@ %s::tsquery", [kind, wanted]
        )
    return RawSQL(  # the phrase holds letters and digits only
        "SELECT d.object_id FROM search_words w JOIN search_document d ON d.id = w.rowid "
        "WHERE d.kind = %s AND search_words MATCH %s",
        [kind, f'"{" ".join(phrase)}"'],
    )


# --- Keeping it -------------------------------------------------------------------------------------------
def texts_changed(*, model: type[Model], ids: Sequence[Any] | None) -> None:
    """Listener of ``texts.changed``: a few rows now, many by the worker."""
    if model._meta.label_lower not in _registered:
        return
    if ids is None:
        ids = list(model._default_manager.order_by().values_list("pk", flat=True)[: AT_ONCE + 1])
    if len(ids) > AT_ONCE:
        _postpone(model)
    else:
        write(model, ids)


def write(model: type[Model], ids: Sequence[Any]) -> None:
    """Index these rows as they are now; those that are gone leave the index."""
    field = model._meta.pk
    assert field is not None
    keys = [field.get_db_prep_value(pk, connection) for pk in ids]
    rows = model._default_manager.filter(pk__in=ids)
    fields = _registered[model._meta.label_lower][1]
    with transaction.atomic():
        _forget(model, keys)
        _insert(model, ((pk, texts) for pk, *texts in rows.order_by().values_list("pk", *fields)))


def catch_up(seconds: float = 5.0) -> int:
    """Index what was postponed, in batches of short transactions; returns how many rows. Resumes where it stopped."""
    end, done = time.monotonic() + seconds, 0
    for model, _ in _registered.values():
        while time.monotonic() < end and (count := _next_batch(model)) is not None:
            done += count
    return done


def rebuild(model: type[Model]) -> int:
    """Index every row of `model` anew; returns how many."""
    _postpone(model)
    done = 0
    while (count := _next_batch(model)) is not None:
        done += count
    return done


def _next_batch(model: type[Model]) -> int | None:
    """Index the rows after the last done; None once nothing is left."""
    kind, fields = model._meta.label_lower, _registered[model._meta.label_lower][1]
    if not _behind(model):  # asked without a lock first: this runs every second
        return None
    with transaction.atomic():
        with connection.cursor() as cursor:
            lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
            cursor.execute(f"SELECT done_to FROM search_backlog WHERE kind = %s{lock}", [kind])  # noqa: S608
            found = cursor.fetchone()
        if found is None:
            return None
        after = {"pk__gt": found[0]} if found[0] else {}
        # Locked, so that nobody's newer text is overwritten by what is read here.
        rows = model._default_manager.filter(**after).order_by("pk").select_for_update(of=("self",))
        batch = list(rows.values_list("pk", *fields)[:BATCH])
        field = model._meta.pk
        assert field is not None
        _forget(model, [field.get_db_prep_value(pk, connection) for pk, *_ in batch])
        _insert(model, ((pk, texts) for pk, *texts in batch))
        with connection.cursor() as cursor:
            if len(batch) < BATCH:
                cursor.execute("DELETE FROM search_backlog WHERE kind = %s", [kind])
            else:
                cursor.execute(
                    "UPDATE search_backlog SET done_to = %s WHERE kind = %s", [str(batch[-1][0]), kind]
                )
    return len(batch)


def _postpone(model: type[Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_backlog (kind, done_to) VALUES (%s, '') "
            "ON CONFLICT (kind) DO UPDATE SET done_to = ''",
            [model._meta.label_lower],
        )


def _behind(model: type[Model]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM search_backlog WHERE kind = %s", [model._meta.label_lower])
        return cursor.fetchone() is not None


def _forget(model: type[Model], keys: list[Any]) -> None:
    kind = model._meta.label_lower
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "DELETE FROM search_document WHERE kind = %s AND object_id = ANY(%s::uuid[])",
                [kind, [str(key) for key in keys]],
            )
            return
        mine = "kind = %s AND object_id IN (SELECT value FROM json_each(%s))"
        named = [kind, json.dumps(keys)]
        cursor.execute(
            f"DELETE FROM search_words WHERE rowid IN (SELECT id FROM search_document WHERE {mine})",  # noqa: S608
            named,
        )
        cursor.execute(f"DELETE FROM search_document WHERE {mine}", named)  # noqa: S608


def _insert(model: type[Model], rows: Iterable[tuple[Any, Sequence[str]]]) -> None:
    kind, field = model._meta.label_lower, model._meta.pk
    assert field is not None
    pieces = [
        (field.get_db_prep_value(pk, connection), piece) for pk, texts in rows for piece in _pieces(texts)
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _insert_postgresql(cursor, kind, pieces)
            return
        cursor.execute("SELECT coalesce(max(id), 0) FROM search_document")
        first = cursor.fetchone()[0] + 1
        cursor.executemany(
            "INSERT INTO search_document (id, kind, object_id) VALUES (%s, %s, %s)",
            [(first + n, kind, key) for n, (key, _) in enumerate(pieces)],
        )
        cursor.executemany(
            "INSERT INTO search_words (rowid, words) VALUES (%s, %s)",
            [(first + n, " ".join(piece)) for n, (_, piece) in enumerate(pieces)],
        )


def _insert_postgresql(cursor: Any, kind: str, pieces: list[tuple[Any, list[str]]]) -> None:
    from psycopg2.extras import execute_values  # not installed everywhere SQLite is enough

    execute_values(
        cursor.cursor if hasattr(cursor, "cursor") else cursor,
        "INSERT INTO search_document (kind, object_id, words) VALUES %s",
        [(kind, str(key), _vector(piece)) for key, piece in pieces],
        template="(%s, %s::uuid, %s::tsvector)",
        page_size=500,
    )


def _vector(piece: list[str]) -> str:
    places: dict[str, list[str]] = {}
    for place, one in enumerate(piece, 1):
        places.setdefault(one, []).append(str(place))
    return " ".join(f"'{one}':{','.join(found)}" for one, found in places.items())


def _pieces(texts: Sequence[str]) -> Iterator[list[str]]:
    whole: list[str] = []
    for text in texts:
        whole += [*characters(text), BETWEEN_TEXTS]
    for start in range(0, max(len(whole) - LONGEST_PHRASE, 1), PIECE):
        yield whole[start : start + PIECE + LONGEST_PHRASE]


# --- Migration --------------------------------------------------------------------------------------------
def create(apps: Any, schema_editor: Any) -> None:
    """Make the tables (a migration's step)."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in _POSTGRESQL if postgresql else _SQLITE:
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    """Remove the tables (the same step backwards)."""
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.execute("DROP TABLE search_words")
    schema_editor.execute("DROP TABLE search_document")
    schema_editor.execute("DROP TABLE search_backlog")


_BACKLOG = "CREATE TABLE search_backlog (kind varchar(60) PRIMARY KEY, done_to varchar(36) NOT NULL)"
_POSTGRESQL = (
    "CREATE TABLE search_document (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
    "kind varchar(60) NOT NULL, object_id uuid NOT NULL, words tsvector NOT NULL)",
    "CREATE INDEX search_document_object ON search_document (kind, object_id)",
    "CREATE INDEX search_document_words ON search_document USING gin (words)",
    _BACKLOG,
)
_SQLITE = (
    "CREATE TABLE search_document (id integer PRIMARY KEY, kind varchar(60) NOT NULL, object_id char(32) NOT NULL)",
    "CREATE INDEX search_document_object ON search_document (kind, object_id)",
    "CREATE VIRTUAL TABLE search_words USING fts5(words, tokenize='unicode61 remove_diacritics 0')",
    _BACKLOG,
)
