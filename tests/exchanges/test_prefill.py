from datetime import date

import pytest

from campagnon.exchanges.prefill import first_moment
from campagnon.notices.moments import availability_of
from tests.exchanges.conftest import SATURDAY, at

ALWAYS = (1 << 21) - 1
NOW = at(23, 10)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "part", "availability", "moment"),
    [
        (SATURDAY, SATURDAY, "morning", ALWAYS, at(28, 9)),
        (SATURDAY, SATURDAY, "", ALWAYS, at(28, 9)),
        (SATURDAY, SATURDAY, "afternoon", ALWAYS, at(28, 14)),
        # The helper is free on Sundays only: what suits the need comes first all the same.
        (SATURDAY, SATURDAY, "morning", availability_of({(6, "morning")}), at(28, 9)),
        (SATURDAY, date(2026, 11, 29), "", availability_of({(6, "evening")}), at(29, 18)),
        (None, None, "", ALWAYS, at(24, 9)),
        (None, None, "", availability_of({(2, "afternoon")}), at(25, 14)),
        # Today, but only what leaves time to come.
        (date(2026, 11, 23), date(2026, 11, 23), "", ALWAYS, at(23, 14)),
        (date(2026, 11, 23), date(2026, 11, 23), "morning", ALWAYS, at(24, 9)),
        (date(2026, 11, 1), None, "", ALWAYS, at(23, 14)),
    ],
)
def test_the_moment_put_forward_suits_the_need_then_the_helper(
    starts_on, ends_on, part, availability, moment
):
    assert first_moment(starts_on, ends_on, part, availability, NOW) == moment
