"""The command: python -m kzlib report FOLDER [--by COLUMN]."""

import argparse
import sys
import warnings
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import kzlib as kz

WRONG = 2  # how a command ends that got something wrong

EXAMPLES = """\
examples:
  python -m kzlib report my_articles
  python -m kzlib report articles.csv --by outlet --target Post --output post.html --open
  python -m kzlib report my_articles --by era --dictionary my_themes.toml

FOLDER holds text files: those of each group in a folder of its own, or with a table articles.csv
beside them that names each file and has a column to group by (--by). Or it is one table (.csv,
.xlsx, .parquet, .jsonl) with a column "text". To begin articles.csv, which also says when and
where each article appeared (published, source, kind):
  python -c 'import kzlib; kzlib.draft_index("my_articles", path="my_articles/articles.csv")'

A list of themes is a text file like this one; * stands for any letters:
  [keys.health]
  patterns = ["health", "hospital*", "doctor*"]
  [keys.money]
  patterns = ["cost*", "price*", "tax", "taxes"]
"""

GROUPS = (
    "the articles have no column {by!r}; {names}, or put the files of each group into a folder of "
    "its own"
)
COLUMNS = "group them by one of these: {names} (--by {first}; with make BY={first})"
TABLE = "name the groups in a table articles.csv (see --help)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0, or 2 where something given was wrong, which is said in one sentence."""
    parser = argparse.ArgumentParser(
        prog="python -m kzlib",
        description="Compare two groups of news articles; every number leads to its sentences.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    make = commands.add_parser(
        "report",
        help="write the comparison of two groups of articles as one HTML file",
        description="Write the comparison of two groups of articles as one HTML file, which opens "
        "in any browser without a network.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    make.add_argument("corpus", metavar="FOLDER", help="a folder of articles, or one table of them")
    make.add_argument(
        "--by", default="folder", metavar="COLUMN", help="what groups them (else their folders)"
    )
    make.add_argument(
        "--target", metavar="GROUP", help="the group compared (else the last by name)"
    )
    make.add_argument(
        "--reference", metavar="GROUP", help="what it is compared with (else the rest)"
    )
    make.add_argument("--dictionary", metavar="FILE", help="your list of themes, a .toml file")
    make.add_argument("--names", metavar="FILE", help="your list of names, a .toml file")
    make.add_argument("--codes", metavar="FILE", help="your codings of tone, a .csv file")
    make.add_argument(
        "--output", dest="path", metavar="FILE", default="report.html", help="(report.html)"
    )
    make.add_argument("--seed", type=int, default=0, metavar="N", help="of all random draws (0)")
    make.add_argument("--open", action="store_true", help="open the report when it is written")
    asked = vars(parser.parse_args(arguments))
    del asked["command"]
    is_opened = asked.pop("open")
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _warn
            place = _report(**asked)
    except (ValueError, LookupError, OSError) as error:
        print(f"kzlib: {_sentence(error)}", file=sys.stderr)
        return WRONG
    print(f"The report is in {place}")
    if is_opened:
        webbrowser.open_new_tab(place.resolve().as_uri())
    return 0


def _report(corpus: str, codes: str | None, **asked: Any) -> Path:
    """The options are called as the arguments of `report` are."""
    print(f"Reading {corpus} ...", file=sys.stderr)
    articles = kz.read_corpus(corpus)
    if asked["by"] not in articles.articles:
        raise LookupError(GROUPS.format(by=asked["by"], names=_columns(articles)))
    coded = None if codes is None else kz.read_codes(codes, articles)
    print(f"Comparing {len(articles.text):,} articles by {asked['by']} ...", file=sys.stderr)
    return kz.report(articles, codes=coded, **asked)


def _columns(articles: kz.Corpus) -> str:
    """The columns that can group the articles, with the option; else how to add one."""
    values = articles.articles.nunique()
    names = values.index[(values > 1) & (values < len(articles.articles))]
    if names.empty:
        return TABLE
    first = "source" if "source" in names else names[0]
    return COLUMNS.format(names=", ".join(names), first=first)


def _warn(message: Warning | str, *_: object, **__: object) -> None:
    """A warning as one line, without the line of code that it comes from."""
    print(f"Caution: {message}", file=sys.stderr)


def _sentence(error: Exception) -> str:
    """What was wrong, as one line; a KeyError has its sentence in quotation marks."""
    text = str(error.args[0]) if isinstance(error, LookupError) and error.args else str(error)
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
