"""The text of a file's bytes, whatever they were saved as, or one sentence on why they are none."""

import codecs
import re
import unicodedata
from collections.abc import Sequence

OTHER_FILES = {  # how a file begins that is no plain text
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
MARKS = {  # byte-order marks; that of UTF-32 begins like that of UTF-16
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
OLD_PAGES = (  # of DOS and Apple, so alike that names in English text are taken for them
    *("cp437", "cp720", "cp737", "cp775", "cp850", "cp852", "cp855", "cp856", "cp857", "cp858"),
    *("cp860", "cp861", "cp862", "cp863", "cp864", "cp865", "cp869", "cp1006", "cp1125"),
    *("cp037", "cp500", "cp273", "cp424", "cp875", "cp1026", "cp1140", "hp-roman8"),
    *("mac-latin2", "mac-iceland", "mac-turkish", "mac-greek"),
)
NO_TEXT = {"utf-7", "punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined"}
WORD = re.compile(rb"\S*[\x80-\xff]\S*")  # what tells one code page from another
PAGE = re.compile(
    r"\s*<(?:!doctype html|\?xml|(?:html|head|body|div|article|p|script|meta)(?=[\s/>]))[^<>]*>",
    re.IGNORECASE,
)
TAG = re.compile(r"</(?:p|div|span|a|li|td|body|html)>", re.IGNORECASE)
TAGS = 3  # from so many closing tags on, a text is HTML
CONTROLS = "\t\n\v\f\r\x1a"  # those that files of text have; the last ends some of DOS
ENOUGH = 20_000  # bytes of such words
SHOWN = 5  # files that a warning names


def decode_any(content: bytes, name: str, encoding: str = "") -> tuple[str, str]:
    """The text of a file's bytes, and the code page that was guessed; "" where none had to be.

    UTF-8, and UTF-16 and UTF-32 with a byte-order mark, are known by their form. Else chardet
    guesses, by the words that are not plain ASCII. `encoding` says what it is; `name` is the file's
    in an error.
    Errors: ValueError for what is no text, or UTF-8 with bytes that are broken.
    """
    for begin, what in OTHER_FILES.items():
        if content.startswith(begin):
            raise ValueError(f"{name} is {what}; give its text, saved as plain text")
    mark = next((mark for mark in MARKS if content.startswith(mark)), b"")
    if encoding or mark:
        text = _decode_as(content, name, encoding or MARKS[mark])
        return (text.removeprefix("\ufeff") if encoding else text), ""  # a mark is gone by itself
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        _refuse_broken(content, name, error.start)
    else:
        if "\0" not in text:
            return text, ""
    if guess := _guess(content):
        return content.decode(guess), guess
    what = "holds NUL characters" if b"\0" in content else "is in no encoding that is known"
    raise ValueError(f"{name} {what} and is no text; give a plain-text file")


def _is_odd(sign: str) -> bool:
    """Whether a character is one that no text has: not assigned, private, or a control."""
    kind = unicodedata.category(sign)
    return sign == "\ufffd" or kind in ("Cn", "Co") or (kind == "Cc" and sign not in CONTROLS)


def _decode_as(content: bytes, name: str, encoding: str) -> str:
    try:
        known = codecs.lookup(encoding)
        if known.name in NO_TEXT:
            raise LookupError
        text = content.decode(known.name)
    except UnicodeError:
        raise ValueError(f"{name} is not {encoding} throughout; save it as UTF-8") from None
    except (LookupError, ValueError):
        raise ValueError(
            f"{name} has the encoding {encoding!r}; give one that Python knows, such as "
            "windows-1251, or leave it empty"
        ) from None
    if "\0" in text:
        raise ValueError(f"{name} holds NUL characters and is no text; give a plain-text file")
    return text


def _refuse_broken(content: bytes, name: str, at: int) -> None:
    """ValueError where most of what is not ASCII is UTF-8: no code page looks like it by chance."""
    signs = [sign for sign in content.decode(errors="replace") if sign > "\x7f"]
    broken = signs.count("\ufffd")
    if 2 * broken <= len(signs):
        line = content.count(b"\n", 0, at) + 1
        raise ValueError(
            f"{name} is UTF-8 with {broken} broken characters, the first in line {line} (byte {at} "
            f"is 0x{content[at]:02x}); mend them, or save it anew as UTF-8"
        )


def _guess(content: bytes) -> str:
    """The most likely encoding in which the bytes hold no odd character; "" if there is none."""
    import chardet  # noqa: PLC0415  (slow to import, rarely needed)

    telling = content if b"\0" in content else b" ".join(WORD.findall(content))
    found = chardet.detect_all(telling[:ENOUGH], ignore_threshold=True, exclude_encodings=OLD_PAGES)
    for name in (str(each["encoding"] or "").lower() for each in found):
        if name and not any(map(_is_odd, {*content.decode(name, errors="replace")})):
            return name
    return ""


def guessed(found: Sequence[tuple[str, str]]) -> str:
    """One sentence on files that were read by a guess, `(name, guess)` each; "" for none."""
    named = [f"{name} as {guess}" for name, guess in found if guess]
    if not named:
        return ""
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    return (
        f"not UTF-8, so the encoding was guessed: {', '.join(named[:SHOWN])}{more}; look whether "
        "names and quotation marks are right, or save as UTF-8 (an index may have a column "
        "encoding)"
    )


def tag_in(text: str) -> str:
    """The tag that shows that a text is HTML: at its beginning, or the first of many; else ""."""
    if begins := PAGE.match(text):
        return begins[0].strip()
    tags = TAG.findall(text)
    return tags[0] if len(tags) >= TAGS else ""
