"""Whether a method may be believed, and what its errors would have done, in words."""

import pandas as pd

from kzlib.codes.alpha import LEAST_ALPHA
from kzlib.codes.ratings import TOGETHER
from kzlib.show.html import Shown, say
from kzlib.show.numbers import MISSING, minus
from kzlib.show.picture_checks import check_needs, check_truths, with_numbers
from kzlib.text.arguments import checked

ALPHA = ("alpha", "alpha_low", "alpha_high")
MEANS = ("raw", "corrected", "low", "high")
SIZES = ("n", "N")
ROWS = 3  # of correct_means: target, reference and difference


@checked
def method_bias(
    agreement: pd.DataFrame, means: pd.DataFrame, *, method: str = "the method", what: str = "tone"
) -> Shown:
    """May a method be believed, and what would its errors have done: a sentence each, as a list.

    `agreement` is what `method_agreement` gives for the sentences that are coded as well, `means`
    what `correct_means` gives for the same; `method` and `what` are what the text calls the two.
    - The method may be believed where the lower end of alpha is `LEAST_ALPHA` or more in every
      group (`usable`).
    - Its bias is the difference between the two means as the method has it less that as corrected.
    - Which mean is higher is said only where the range of the corrected difference excludes zero.

    Errors: ValueError for a table that is not one of these, and a name that is empty.

    >>> agreement = pd.DataFrame({"era": ["x", "y"], "alpha": [0.8, 0.7], "alpha_low": [0.7, 0.5],
    ...                           "alpha_high": [0.9, 0.8], "usable": False})
    >>> means = pd.DataFrame({"era": ["x", "y", "difference"], "raw": [0.1, 0.3, -0.2],
    ...     "corrected": [0.1, 0.0, 0.1], "low": [0.0, -0.1, -0.05], "high": [0.2, 0.1, 0.25],
    ...     "n": [40, 40, 80], "N": [100, 100, 200]})
    >>> for line in str(method_bias(agreement, means)).splitlines():
    ...     print(line)
    - Here the method may not be believed: in each group alpha, its agreement with the codes, should be 0.67 or more even at the low end of its range, and it is not (x: 0.80, from 0.70 to 0.90; y: 0.70, from 0.50 to 0.80).
    - By the method alone, the mean tone of x is 0.20 below that of y. Corrected by the 80 of 200 sentences that are coded, it is 0.10 above, in a range from −0.05 to 0.25.
    - So its bias in this difference is −0.30, in a range from −0.45 to −0.15. The corrected range includes zero: which of the two is higher is open, and the method alone would have named y.
    """  # noqa: E501  (a line a sentence)
    check_needs(agreement, (*ALPHA, "usable"), "The agreement needs")
    check_needs(means, (*MEANS, *SIZES), "The means need")
    if not method.strip() or not what.strip():
        raise ValueError("method_bias() got an empty name; say what was coded, and by what.")
    if len(means) != ROWS or agreement.empty:
        raise ValueError("The tables are not whole; give all rows of method_agreement and means.")
    check_truths(agreement["usable"])
    groups = agreement[agreement.iloc[:, 0].astype(str) != TOGETHER]
    groups = with_numbers(agreement if groups.empty else groups, ALPHA)
    alphas = [
        f"{name}: {_two(alpha)}, from {_two(low)} to {_two(high)}"
        for name, alpha, low, high in groups[[groups.columns[0], *ALPHA]].to_numpy()
    ]
    one, other = map(str, means.iloc[:2, 0])
    numbers = with_numbers(means, (*MEANS, *SIZES))
    gap = {name: float(numbers[name].iloc[-1]) for name in (*MEANS, *SIZES)}
    named, higher = (_higher(gap[name], one, other) for name in MEANS[:2])
    open_ = gap["low"] <= 0 <= gap["high"]
    may, does = ("may", "is") if agreement["usable"].all() else ("may not", "is not")
    if open_:
        end = "The corrected range includes zero: which of the two is higher is open"
    else:
        end = "The corrected range excludes zero: {higher} is higher"
    if named == higher and not open_:
        end += ", as {method} alone has it."
    elif named:
        end += ", and {method} alone would have named {named}."
    else:
        end += ", and {method} alone sees no difference."
    return say(
        f"- **Here {{method}} {may} be believed**: in each group alpha, its agreement with the "
        f"codes, should be {{least}} or more even at the low end of its range, and it {does} "
        "({alphas}).\n"
        "- By {method} alone, the mean {what} of {one} is {raw} that of {other}. Corrected by the "
        "{n:,.0f} of {N:,.0f} sentences that are coded, it is {corrected}, in a range from {low} "
        "to {high}.\n- So its bias in this difference is {bias_corrected}, in a range from "
        f"{{bias_high}} to {{bias_low}}. {end}",
        method=method,
        what=what,
        alphas="; ".join(alphas),
        least=_two(LEAST_ALPHA),
        one=one,
        other=other,
        raw=_beside(gap["raw"]),
        corrected=_beside(gap["corrected"]).removesuffix(" as"),
        **{name: _two(gap[name]) for name in ("low", "high")},
        **{name: gap[name] for name in SIZES},
        **{f"bias_{name}": _two(gap["raw"] - gap[name]) for name in MEANS[1:]},
        named=named,
        higher=higher,
    )


def _two(value: float) -> str:
    """A number with two decimals and a true minus; never a minus before zero."""
    return MISSING if pd.isna(value) else minus(f"{round(float(value), 2) + 0:.2f}")


def _beside(gap: float) -> str:
    """Where a mean is beside another: "0.20 below"."""
    size = _two(abs(gap))
    return "as high as" if size == "0.00" else f"{size} {'above' if gap > 0 else 'below'}"


def _higher(gap: float, one: str, other: str) -> str:
    return "" if _two(gap) in ("0.00", MISSING) else other if gap < 0 else one
