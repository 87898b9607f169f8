"""Dates as they are written: what is read, and what is only listed."""

import warnings

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzlib.text.corpus import Corpus
from kzlib.text.dates import date_columns, read_date

READ = {
    "2019-05-03": "2019-05-03",
    "2019-5-3": "2019-05-03",
    "2019/05/03": "2019-05-03",
    "2019.05.03": "2019-05-03",
    "20190503": "2019-05-03",
    "2019-05-03T10:15:00+05:00": "2019-05-03",
    "2019-05-03 10:15:00": "2019-05-03",
    "3 May 2019": "2019-05-03",
    "3rd of May 2019": "2019-05-03",
    "03-May-2019": "2019-05-03",
    "May 3, 2019": "2019-05-03",
    "MAY 3RD, 2019, 10:15 AM EST": "2019-05-03",
    "Published on Friday, May 3, 2019 at 10:15": "2019-05-03",
    "Sept. 23, 2019": "2019-09-23",
    "3.5.2019": "2019-05-03",
    "03.04.2019": "2019-04-03",
    "13/4/2019": "2019-04-13",
    "4/13/2019": "2019-04-13",
    "4-4-2019": "2019-04-04",
    "3 мая 2019 г.": "2019-05-03",
    "2019 жылғы 3 мамыр": "2019-05-03",
    "3 mai 2019": "2019-05-03",
    "1er août 2019": "2019-08-01",
    "3 Mayıs 2019": "2019-05-03",
    "3 de mayo de 2019": "2019-05-03",
    "3. März 2019": "2019-03-03",
    "3 May 2019 (2019-05-03)": "2019-05-03",
    "2019-05": "2019-05",
    "2019-05 or later": "2019-05",
    "May 2019": "2019-05",
    "Mai 2019": "2019-05",
    "2019": "2019",
    "spring 2019": "2019",
}
LISTED = (
    """
3/4/2019|03/04/2019|03-04-2019|3/4/19|2018-2019|2018–2019|2018/19|43588|1556841600|yesterday|n.d.
2019-02-30|2019-13-01|32 May 2019|3 May 2019, updated 5 May 2019|2019-05-03 to 2019-05-07|May 3
2018 or 2019|0319-05-03|99999
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("written", READ)
def test_what_is_one_date_is_read(written: str) -> None:
    whole = READ[written]
    day = whole if len(whole) == len("2019-05-03") else ""
    assert read_date(written) == (day, whole[:4], whole[:7] if len(whole) > 4 else "")


@pytest.mark.parametrize("written", LISTED)
def test_what_is_not_one_date_is_not_guessed(written: str) -> None:
    assert read_date(written) is None


@given(
    st.dates(
        min_value=pd.Timestamp("1500-01-01").date(), max_value=pd.Timestamp("2099-12-31").date()
    )
)
def test_a_date_is_read_back_in_every_form(day: object) -> None:
    stamp = pd.Timestamp(str(day))
    for form in (
        "%Y-%m-%d",
        "%Y%m%d",
        "%d.%m.%Y",
        "%d %B %Y",
        "%B %d, %Y",
        "%d-%b-%Y",
        "%A, %d %b %Y",
    ):
        assert read_date(stamp.strftime(form)) == (str(day), str(day)[:4], str(day)[:7])


@given(st.text(max_size=40))
def test_any_text_is_read_or_not(written: str) -> None:
    found = read_date(written)
    assert found is None or found[1]


def test_columns_are_added_and_what_cannot_be_read_is_listed() -> None:
    with pytest.warns(
        UserWarning, match=r"^no date can be read in 1 of 3 articles: c '3/4/2019'; w"
    ):
        columns = date_columns(["a", "b", "c"], ["May 2019", "", "3/4/2019"])
    assert columns == {"date": [""] * 3, "year": ["2019", "", ""], "month": ["2019-05", "", ""]}
    frame = pd.DataFrame({"article": ["a"], "text": ["A."], "published": ["3 May 2019"]})
    articles = Corpus.from_frame(frame).articles
    assert articles["published"].tolist() == ["3 May 2019"]
    assert [*articles.columns[-3:]] == ["date", "year", "month"]
    assert Corpus.from_frame(frame.assign(year=1)).articles["year"].tolist() == ["1"]  # kept
    assert "year" not in Corpus.from_frame(frame.drop(columns="published")).articles
    dated = Corpus.from_frame(frame.rename(columns={"published": "date"})).articles
    assert dated[["date", "year"]].to_numpy().tolist() == [["3 May 2019", "2019"]]
    assert repr(Corpus.from_frame(frame)) == "<Corpus: 1 article; label (1)>"


def test_many_odd_dates_are_one_warning() -> None:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        date_columns([*map(str, range(9))], ["soon"] * 9)
    assert len(said) == 1
    assert "4 'soon' and 4 more; write published" in str(said[0].message)
