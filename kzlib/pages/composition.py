"""What was compared, and how alike the two groups are in everything else."""

from kzlib.compare.draws import ENOUGH
from kzlib.pages.given import SIDE, Given
from kzlib.pages.pieces import stack
from kzlib.show import Shown, composition_card, say
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
    is_known = given.composition["difference"].notna()
    card = composition_card(
        given.composition[is_known],
        groups.rename(columns={SIDE: given.by}),
        by=given.by,
        duplicates=given.near_duplicates,
    )
    unknown = ", ".join(given.composition.loc[~is_known, "aspect"])
    not_known = "Not known here, so the groups may differ in it: {unknown}."
    return stack(
        first, card, say(not_known, unknown=unknown) if unknown else stack(), _allowed(given)
    )


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
