import pytest
from stdnum.fr import tva

from campagnon.people.enterprise_numbers import (
    NumberOfAnother,
    WrongNumber,
    read_postcode,
    read_sap_number,
    read_vat_number,
    usual_vat_number,
)

# A SIREN often taken as an example, with its VAT number.
SIREN, VAT = "732829320", "FR44732829320"


@pytest.mark.parametrize("typed", [VAT, "fr 44 732 829 320", "44732829320", "FR-44.732.829.320"])
def test_vat_number_is_read_as_people_write_it(typed):
    assert read_vat_number(typed, siren=SIREN) == VAT


def test_vat_number_with_a_key_of_letters_is_a_number_too():
    assert read_vat_number("FR K7399859412", siren="399859412") == "FRK7399859412"


@pytest.mark.parametrize("typed", ["", "FR", "FR45732829320", "DE44732829320", "FR4473282932", "٤٤732829320"])
def test_vat_number_that_cannot_exist_is_refused(typed):
    with pytest.raises(WrongNumber):
        read_vat_number(typed, siren=SIREN)


def test_vat_number_of_another_siren_is_refused():
    with pytest.raises(NumberOfAnother):
        read_vat_number("FR 23334175221", siren=SIREN)


@pytest.mark.parametrize("siren", [SIREN, "303265045", "356000000", "404833048"])
def test_usual_vat_number_is_one_that_the_checkers_accept(siren):
    assert tva.validate(usual_vat_number(siren)) == usual_vat_number(siren).removeprefix("FR")


def test_usual_vat_number_is_the_published_one():
    assert usual_vat_number(SIREN) == VAT
    assert usual_vat_number("303265045") == "FR40303265045"
    # escec-international.com/fr/tva-intracommunautaire works this one out.
    assert usual_vat_number("404833048") == "FR83404833048"


@pytest.mark.parametrize("typed", ["SAP732829320", "sap 732 829 320", "732829320", "SAP/732829320"])
def test_sap_number_is_read_as_people_write_it(typed):
    assert read_sap_number(typed, siren=SIREN) == "SAP732829320"


@pytest.mark.parametrize("typed", ["SAP", "SAP000000018", "N/010106/F/060/S/001", "SAPSAP732829320"])
def test_sap_number_that_is_not_built_on_the_siren_is_refused(typed):
    with pytest.raises(NumberOfAnother):
        read_sap_number(typed, siren=SIREN)


@pytest.mark.parametrize("typed", ["60210", " 60 210 ", "01000", "20090", "97410", "98713", "60026"])
def test_postcode_is_read_whatever_its_spaces(typed):
    assert read_postcode(typed) == typed.replace(" ", "")


@pytest.mark.parametrize(
    "typed", ["", "6021", "602100", "00123", "96000", "99999", "6O210", "٦٠٢١٠", "B-1000"]
)
def test_postcode_that_cannot_exist_is_refused(typed):
    with pytest.raises(WrongNumber):
        read_postcode(typed)
