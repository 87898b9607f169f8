"""The record of what was run beside a file of codings: which coder, codebook, sentences, when."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from kzlib.text.arguments import shown
from kzlib.text.files import check_name, is_file, read_bytes, read_json, table_content, write_json

SAME = {
    "coder": "another coder",
    "settings": "other settings",
    "size": "another size",
    "codebook_sha256": "another codebook",
    "sentences_sha256": "other sentences",
}
"""What a run that goes on must share with the one before, and what to say where it does not."""


def coded_already(path: Path, record: dict[str, Any], rows: pd.DataFrame) -> bool:
    """Are all sentences coded, by the same? The record gets the SHA-256 of the sentences.

    Errors: ValueError where the path cannot be used, or is another's; FileNotFoundError for no
    folder.
    """
    check_name(path)
    if path.suffix != ".csv":
        raise ValueError(f"path is {shown(str(path))}; give a file that ends in .csv")
    try:
        record["settings"] = json.loads(json.dumps(record["settings"], allow_nan=False))
    except (TypeError, ValueError, RecursionError):
        wanted = "text, numbers, True, None, and lists and mappings of these"
        raise ValueError(f"settings hold what JSON cannot; give {wanted}") from None
    record["sentences_sha256"] = sha256(table_content(rows)).hexdigest()
    old = _read_record(path)
    if old is None:
        for each in (path, half_of(path)):
            if os.path.lexists(each):
                raise ValueError(
                    f"{str(each)!r} is there already, and no record {record_of(path).name} beside "
                    "it; give another path"
                )
        return False
    if not os.path.lexists(path) and _coded_none(half_of(path)):
        return False  # nothing is lost, as where a first try failed
    _check_same(path, old, record)
    if not os.path.lexists(path):
        return False
    if old.get("codes_sha256") != sha256(read_bytes(path)).hexdigest():
        raise ValueError(
            f"{path.name} was changed after it was coded; read it with read_codes, or give another "
            "path"
        )
    return True


def begin_record(
    path: Path, record: Mapping[str, Any], rows: pd.DataFrame, *, coded: int
) -> dict[str, Any]:
    """The record of a run that begins, written; `coded` sentences were coded in runs before."""
    old = _read_record(path) or {}
    if any(old.get(field) != record[field] for field in SAME):
        old = {}  # of a run that coded nothing
    run = {"begun": _now(), "coded_before": coded, "python": platform.python_version()}
    run |= {name: version(name) for name in ("kzlib", "pandas")}
    sizes = {"articles": rows["article"].nunique(), "sentences": len(rows)}
    record = {"codings": path.name, **record, **sizes, "runs": [*old.get("runs", []), run]}
    write_json(record_of(path), record)
    return record


def finish_record(path: Path, record: Mapping[str, Any]) -> None:
    """The record says when all was coded and what came of it; then the file gets its name."""
    half = half_of(path)
    codes = sha256(read_bytes(half)).hexdigest()
    write_json(record_of(path), {**record, "finished": _now(), "codes_sha256": codes})
    try:
        half.replace(path)
    except OSError as error:
        raise ValueError(
            f"{half.name} is whole, and cannot be renamed: {error.strerror}; name it {path.name}"
        ) from None


def record_of(path: Path) -> Path:
    """Where the record of a file of codings is."""
    return path.with_suffix(".json")


def half_of(path: Path) -> Path:
    """Where a file of codings is until it is whole."""
    return path.with_name(f"{path.name}.part")


def _read_record(path: Path) -> dict[str, Any] | None:
    file = record_of(path)
    if not os.path.lexists(file):
        return None
    record = read_json(file) if is_file(file) else {}
    if not {*SAME} <= {*record} or not isinstance(record.get("runs"), list):
        raise ValueError(f"{file.name} is no record of a coding; give another path")
    return record


def _coded_none(half: Path) -> bool:
    """Is an unfinished file without a row, so that another run may begin it anew?"""
    return not os.path.lexists(half) or read_bytes(half).count(b"\n") <= 1


def _check_same(path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    for field, what in SAME.items():
        if old[field] != new[field]:
            was = f" ({shown(old[field])}, not {shown(new[field])})"
            raise ValueError(
                f"{path.name} was begun with {what}{'' if 'sha256' in field else was}; give the "
                f"same, or another path, or delete it and {record_of(path).name} to code anew"
            )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
