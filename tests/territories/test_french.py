import pytest

from campagnon.territories.folding import fold
from campagnon.territories.french import at, of


@pytest.mark.parametrize(
    ("name", "where", "whence"),
    [
        ("Songeons", "à Songeons", "de Songeons"),
        ("Le Hamel", "au Hamel", "du Hamel"),
        ("Les Essarts", "aux Essarts", "des Essarts"),
        ("La Ferté-Saint-Aubin", "à La Ferté-Saint-Aubin", "de La Ferté-Saint-Aubin"),
        ("L’Abergement", "à L’Abergement", "de L’Abergement"),
        ("Achy", "à Achy", "d’Achy"),
        ("Éragny-sur-Epte", "à Éragny-sur-Epte", "d’Éragny-sur-Epte"),
        ("Ymeray", "à Ymeray", "d’Ymeray"),
        ("Yerres", "à Yerres", "de Yerres"),
        ("Ouainville", "à Ouainville", "de Ouainville"),
        ("Hanvoile", "à Hanvoile", "de Hanvoile"),
        ("Lesches", "à Lesches", "de Lesches"),
    ],
)
def test_small_words_before_a_commune(name, where, whence):
    assert (at(name), of(name)) == (where, whence)


@pytest.mark.parametrize(
    "typed",
    ["Saint-Arnoult", "saint arnoult", "ST ARNOULT", "St-Arnoult", "St. Arnoult", " saint  arnoult "],
)
def test_fold_of_the_ways_to_write_one_name(typed):
    assert fold(typed) == "saint arnoult"


def test_fold_of_ligatures_apostrophes_and_digits():
    assert fold("L’Haÿ-les-Roses") == fold("L'Hay les Roses") == "l hay les roses"
    assert fold("Œuilly") == "oeuilly"
    assert fold("Paris 15e Arrondissement") == "paris 15e arrondissement"
    assert fold("Sully s/ Loire") == "sully sur loire"
    assert fold("'; DROP TABLE * %") == "drop table"
