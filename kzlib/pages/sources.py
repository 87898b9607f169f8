"""How to cite the articles and the report: references, versions, hashes, the seed."""

import hashlib
from importlib.metadata import PackageNotFoundError, version

import pandas as pd

from kzlib.pages.given import Given
from kzlib.pages.pieces import stack
from kzlib.show import Shown, fold, say, table
from kzlib.text.citations import references

PACKAGES = ("kzlib", "numpy", "pandas", "scipy", "nltk", "vaderSentiment", "matplotlib")
SHORT = 12  # characters of a hash that are shown


def sources(given: Given) -> Shown:
    """Everything that somebody needs who wants the same numbers again."""
    hashes = {name: _hash(text) for name, text in given.corpus.text.items()}
    whole = _hash("\n".join(f"{name} {each}" for name, each in sorted(hashes.items())))
    first = say(
        "- **To cite a sentence,** give its id, such as {example}, and the article’s reference, "
        "below.\n"
        "- **To cite this report:** kzlib {version}, {articles:,} articles (hash {whole}) compared "
        "by {by}, {target} with {reference}; list of themes “{themes}”, seed {seed}.\n"
        "- **To get the same numbers,** use the same articles, lists, seed and versions: "
        "{packages}. The hash (SHA-256 of those of all articles) tells whether the articles are "
        "the same.",
        example=given.corpus.sentences["id"].iloc[0], version=_version("kzlib"),
        articles=len(hashes), whole=whole[:SHORT], by=given.by, target=given.target,
        reference=given.reference, themes=given.themes.name, seed=given.seed,
        packages=", ".join(f"{name} {_version(name)}" for name in PACKAGES),
    )  # fmt: skip
    full = references(given.corpus.articles)
    rows = [(name, full[name], each[:SHORT]) for name, each in hashes.items()]
    articles = pd.DataFrame(rows, columns=["article", "reference", "SHA-256"])
    shown = table(articles, caption="The articles, with the first characters of the hash of each.")
    return stack(first, fold(shown, f"the {len(rows):,} articles"))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
