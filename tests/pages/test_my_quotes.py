import pytest

from tests.exchanges.conftest import leak
from tests.exchanges.papers import accepted, drafted, need_plumber, sent
from tests.exchanges.test_exchange import text_of

__all__ = ["leak"]


@pytest.mark.parametrize("count", [1, 3])
def test_each_finds_in_their_space_the_quotes_that_wait(
    signed_in, leak, joel, lea, count, django_assert_num_queries
):
    for n in range(1, count):
        sent(need_plumber(lea, words=f"Robinet {n} à Gerberoy"), joel)
    sent(leak, joel)
    drafted(need_plumber(lea, words="Un évier bouché à Gerberoy"), joel)
    hers, his = signed_in(lea), signed_in(joel)
    with django_assert_num_queries(18):
        page = text_of(hers.get("/mon-espace/"))
    assert page.count("Lefèvre Plomberie&nbsp;: 145,20") == count
    assert "brouillon" not in page
    page = text_of(his.get("/mon-espace/"))
    assert page.count("attend une réponse, jusqu’au mercredi 23 décembre") == count
    assert page.count("brouillon à envoyer") == 1


def test_what_was_answered_no_longer_waits(signed_in, leak, joel, lea):
    accepted(sent(leak, joel))
    assert "Devis à regarder" not in text_of(signed_in(lea).get("/mon-espace/"))
    assert "Vos devis" not in text_of(signed_in(joel).get("/mon-espace/"))
