"""The characters that a text is written with, by name: what goes into regular expressions."""

from __future__ import annotations

SINGLE_OPEN, SINGLE_CLOSE = "\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"
DOUBLE_OPEN, DOUBLE_CLOSE = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
LOW = "\N{DOUBLE LOW-9 QUOTATION MARK}"
ANGLE_OPEN = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
ANGLE_CLOSE = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
SINGLE = SINGLE_OPEN + SINGLE_CLOSE
DOUBLE = DOUBLE_OPEN + DOUBLE_CLOSE + LOW + ANGLE_OPEN + ANGLE_CLOSE
SINGLE_RARE = (
    "\N{SINGLE LOW-9 QUOTATION MARK}\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}"
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
)
DOUBLE_RARE = "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}\N{FULLWIDTH QUOTATION MARK}"
OPENING = DOUBLE_OPEN + SINGLE_OPEN
MISREAD = "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{EURO SIGN}"  # UTF-8 read as Windows-1252:
MISREAD_CLOSE = "\x9d\N{TRADE MARK SIGN}"  # what then follows for a closing mark
MISREAD_OPEN = "\N{LATIN SMALL LIGATURE OE}\N{SMALL TILDE}"  # and for an opening one

EN_DASH, EM_DASH, MINUS = "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}"
DASHES = EN_DASH + EM_DASH
SHORT_HYPHEN = f"\N{HYPHEN}\N{NON-BREAKING HYPHEN}{EN_DASH}"  # what joins, beside the plain one
WIDE_HYPHEN = "\N{FULLWIDTH HYPHEN-MINUS}"
OKINA = "\N{MODIFIER LETTER TURNED COMMA}\N{MODIFIER LETTER APOSTROPHE}"  # letters, says Unicode
APOSTROPHE = f"'`\N{ACUTE ACCENT}{SINGLE}{OKINA}\N{FULLWIDTH APOSTROPHE}"
LIGATURE = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"  # ff, fi, fl, ffi, ffl, st, st

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
BULLET = "\N{BULLET}"
MORE_BULLETS = "\N{BLACK SMALL SQUARE}\N{BLACK CIRCLE}\N{TRIANGULAR BULLET}\N{MIDDLE DOT}"
INVERTED = "\N{INVERTED QUESTION MARK}\N{INVERTED EXCLAMATION MARK}"
LINE_END = (  # of str.splitlines, but for carriage return; \x1c-\x1e are separators of records
    "\n\v\f\x1c-\x1e\N{NEXT LINE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
)
JOINER = "\N{ZERO WIDTH JOINER}"
INVISIBLE = (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{WORD JOINER}"
    "\N{ZERO WIDTH NO-BREAK SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}"
)

# --- ranges of scripts and blocks ----------------------------------------------------------------
MARKS = (  # accents and vowel signs that Python does not count among the letters
    "\u0300-\u036f\u0483-\u0489"  # Latin, Cyrillic
    "\u0591-\u05c7\u064b-\u065f\u0670"  # Hebrew, Arabic
    "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd"  # Devanagari, Bengali
    "\u0e31-\u0e3a\u0e47-\u0e4e"  # Thai
    "\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f"  # more, for all scripts
)
MONEY = "$\N{CENT SIGN}-\N{YEN SIGN}\u20a0-\u20cf"  # and the block of currency symbols
FRACTION = "\N{VULGAR FRACTION ONE QUARTER}-\N{VULGAR FRACTION THREE QUARTERS}\u2150-\u215e"
SIGNS = "\u2600-\u27bf\U0001f000-\U0001faff"  # signs, dingbats and emoji
PICTURE = (  # arrows, technical signs, shapes and the same; not the letters of flags
    "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001faff"
)
AS_PICTURE = "\N{VARIATION SELECTOR-16}"
TONE = f"{AS_PICTURE}\U0001f3fb-\U0001f3ff"  # how the picture before it looks: its skin
FLAG_LETTER = "\U0001f1e6-\U0001f1ff"
FLAG_TAG = "\U000e0020-\U000e007f"
