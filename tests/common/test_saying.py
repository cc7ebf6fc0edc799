import pytest

from campagnon.common.saying import listing


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ""),
        (["CESU"], "CESU"),
        (["Entraide", "CESU"], "Entraide ou CESU"),
        (["Entraide", "CESU", "Professionnel"], "Entraide, CESU ou Professionnel"),
    ],
)
def test_listing(words, said):
    assert listing(words, last="ou") == said
