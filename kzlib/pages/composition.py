"""What was compared, and how alike the two groups are in everything else."""

from kzlib.compare.draws import ENOUGH
from kzlib.pages.given import SIDE, Given
from kzlib.pages.pieces import stack
from kzlib.show import Shown, composition_card, say
from kzlib.speech import composition as others
from kzlib.speech.profile import profile


def composition(given: Given) -> Shown:
    """The card of the two groups: warnings, figures, reprints; and what that allows to say."""
    rest = " “{reference}” are: {groups}." if len(given.groups) > 1 else ""
    first = say(
        "Compared by **{by}**: **{target}** with **{reference}**." + rest,
        by=given.by, target=given.target, reference=given.reference,
        groups=", ".join(given.groups),
    )  # fmt: skip
    groups = profile(given.corpus, by=SIDE).set_index(SIDE).loc[[*given.sides]].reset_index()
    found = others.composition(given.corpus, by=SIDE)
    found = found[[not _is_same(given, name) for name in found["column"]]]
    found = found[(found["aspect"] != "time") | (not given.are_times)]
    card = composition_card(
        found,
        groups.rename(columns={SIDE: given.by}),
        by=given.by,
        duplicates=given.near_duplicates,
    )
    return stack(first, card, _allowed(given))


def _is_same(given: Given, column: str) -> bool:
    """Does a column hold the very groups that are compared?

    An outlet that each group has to itself is not the same: it is what the warning is for.
    """
    articles = given.corpus.articles
    return bool(column) and articles[column].astype(str).equals(articles[given.by].astype(str))


def _allowed(given: Given) -> Shown:
    """What so many articles allow to say."""
    if given.smallest >= ENOUGH:
        return say(
            "Ranges come from drawing whole articles anew: they say how far a number would move "
            "with other articles like these."
        )
    return say(
        "**With fewer than {enough} articles in a group nothing follows about the groups**, only "
        "about these articles. Ranges show how far a number hangs on single paragraphs.",
        enough=ENOUGH,
    )
