import csv
import shutil

import pytest

from campagnon.territories import loading
from campagnon.territories.departments import department_names
from campagnon.territories.models import Commune, CommuneName, Epci, Neighbour
from tests.cast import commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_files(tmp_path, monkeypatch):
    """Copies of the files, which a test may change."""
    for name in loading.SOURCES:
        shutil.copy(loading.DATA / name, tmp_path)
    monkeypatch.setattr(loading, "DATA", tmp_path)

    def change(name: str, edit) -> None:
        with (tmp_path / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        rows = [row for row in map(edit, rows) if row]
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)

    return change


def test_every_commune_of_the_files_is_there():
    assert Commune.objects.current().count() == 34_875
    assert Epci.objects.count() == 1_253
    assert CommuneName.objects.filter(kind=CommuneName.Kind.CURRENT, starts_at=0).count() == 34_875
    songeons = commune("Songeons")
    assert (songeons.insee, songeons.postcodes, songeons.qualified_name) == (
        "60623",
        "60380",
        "Songeons (60)",
    )
    assert songeons.department_name == "Oise"
    assert songeons.epci.name == "Communauté de communes de la Picardie Verte"


def test_every_department_has_a_name():
    codes = set(Commune.objects.values_list("department", flat=True))
    assert codes - department_names().keys() == set()
    assert len(codes) == 101


def test_names_have_no_straight_apostrophe():
    assert not Commune.objects.filter(name__contains="'").exists()
    assert commune("L’Haÿ-les-Roses", "94").insee == "94038"


def test_loading_again_does_nothing(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert loading.load_reference() is False


def test_loading_changed_files_keeps_numbers_and_dates_what_is_gone_or_back(own_files):
    songeons, gone, back = commune("Songeons"), commune("Achy"), commune("Formerie")
    Commune.objects.filter(pk=back.pk).update(retired_on="2026-01-01")
    last = Commune.objects.order_by("-pk").first().pk

    def edit(row: dict[str, str]) -> dict[str, str] | None:
        if row["insee"] == "60623":
            return {**row, "name": "Songeons-le-Neuf", "population": "1234"}
        if row["insee"] == gone.insee:
            return {**row, "insee": "60999", "name": "Achy-Nouvelle"}
        return row

    own_files("communes.csv", edit)
    assert loading.load_reference() is True
    for one in (songeons, gone, back):
        one.refresh_from_db()
    assert (songeons.name, songeons.population, songeons.retired_on) == ("Songeons-le-Neuf", 1234, None)
    assert gone.retired_on is not None
    assert not CommuneName.objects.filter(commune=gone).exists()
    assert back.retired_on is None
    assert Commune.objects.get(insee="60999").pk == last + 1
    assert Neighbour.objects.filter(here=last + 1).count() > 500
    assert loading.load_reference() is False
