import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.management import CommandError, call_command
from django.test import Client

from campagnon.channels.models import Delivery
from campagnon.journal.models import Entry
from campagnon.people.access import is_administrator_of, is_agent_of
from campagnon.people.actions import appoint_agent, end_post
from campagnon.people.models import Agent
from campagnon.territories.models import Territory
from tests.cast import ODILE_SECRET, second_factor_of
from tests.reference import PICARDIE_VERTE, PORTES_DE_SOLOGNE

SET_UP = "/mon-compte/double-verification/"
PROOF = "/entrer/double-verification/"


def shown_by(secret: str) -> str:
    """What an application with this secret shows now."""
    counter = list(yield_hotp_counters_from_time())[1]
    return format_hotp_value(hotp_value(secret, counter))


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_agent_enters_by_code_then_by_application(client, odile, come_in):
    assert come_in(client, odile.email)["Location"] == PROOF
    assert "_auth_user_id" not in client.session
    assert client.get("/mon-compte/")["Location"] == "/entrer/?next=/mon-compte/"
    assert client.get(PROOF).status_code == 200
    page = client.post(PROOF, {"code": other_than(second_factor_of(odile))})
    assert page.content.decode().count("Ce code n’est pas le bon.") == 2
    assert client.post(PROOF, {"code": second_factor_of(odile)})["Location"] == "/mon-espace/"
    assert client.get("/mon-compte/").status_code == 200


def test_code_of_an_application_serves_once(client, odile, come_in, monday):
    come_in(client, odile.email)
    code = second_factor_of(odile)
    client.post(PROOF, {"code": code})
    assert "_auth_user_id" in client.session
    other = Client()
    come_in(other, odile.email)
    assert other.post(PROOF, {"code": code}).status_code == 200
    assert "_auth_user_id" not in other.session


def test_application_codes_are_counted_by_person(client, odile, come_in, monday):
    come_in(client, odile.email)
    wrong = other_than(second_factor_of(odile))
    pages = [client.post(PROOF, {"code": wrong}).content.decode() for _ in range(9)]
    slowed = "Trop d’essais à la suite."
    assert [slowed in page for page in pages] == [False] * 8 + [True]
    assert slowed in client.post(PROOF, {"code": second_factor_of(odile)}).content.decode()
    monday.shift(120)
    assert client.post(PROOF, {"code": second_factor_of(odile)})["Location"] == "/mon-espace/"


@pytest.mark.parametrize(
    "path",
    ["/", "/mon-espace/", "/mon-compte/", "/besoin/", "/territoires/picardie-verte/", "/qui-voit-quoi/"],
)
def test_agent_without_second_factor_sees_nothing(signed_in, odile, path):
    Authenticator.objects.filter(user=odile).delete()
    client = signed_in(odile, second_factor=False)
    assert client.get(path)["Location"].startswith(SET_UP)
    assert client.post(path)["Location"] == SET_UP


@pytest.mark.parametrize("path", ["/", "/mon-espace/", "/mon-compte/", SET_UP])
def test_agent_whose_session_showed_no_second_factor_shows_it(signed_in, odile, path):
    client = signed_in(odile, second_factor=False)
    assert client.get(path)["Location"].startswith("/mon-compte/double-verification/preuve/")
    assert client.get("/mon-compte/double-verification/preuve/").status_code == 200
    client.post("/mon-compte/double-verification/preuve/", {"code": second_factor_of(odile)})
    assert client.get("/mon-compte/").status_code == 200


def test_agent_sets_an_application_up_and_goes_on(signed_in, odile):
    Authenticator.objects.filter(user=odile).delete()
    client = signed_in(odile, second_factor=False)
    assert client.get(SET_UP).status_code == 200
    page = client.get(SET_UP + "application/")
    assert "<svg" in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    assert page.page.all("strong")[0].text.replace(" ", "") == secret
    wrong = client.post(SET_UP + "application/", {"code": other_than(shown_by(secret))})
    assert wrong.content.decode().count("Ce code n’est pas le bon.") == 2
    before = client.cookies["campagnon"].value
    answer = client.post(SET_UP + "application/", {"code": shown_by(secret)})
    assert answer["Location"] == SET_UP + "codes-de-secours/"
    assert client.cookies["campagnon"].value != before
    codes = client.get(SET_UP + "codes-de-secours/")
    assert codes.status_code == 200
    assert len(codes.page.all("code")) == 10
    assert client.get("/mon-compte/").status_code == 200
    assert Entry.objects.filter(verb="people.second_factor_added", by=odile).count() == 1
    assert Delivery.objects.filter(person=odile, subject="Votre double vérification a changé").count() == 1


def test_recovery_code_replaces_a_lost_telephone_once(client, odile, come_in):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = RecoveryCodes.activate(odile).get_unused_codes()[0]
    come_in(client, odile.email)
    assert client.post(PROOF, {"code": code})["Location"] == "/mon-espace/"
    other = Client()
    come_in(other, odile.email)
    assert other.post(PROOF, {"code": code}).status_code == 200


def test_inhabitant_may_do_without(signed_in, lea):
    client = signed_in(lea)
    assert client.get("/mon-compte/").status_code == 200
    assert "Ce n’est pas obligatoire." in client.get(SET_UP).content.decode()


def test_inhabitant_who_chose_one_must_show_it(client, lea, come_in):
    TOTP.activate(lea, ODILE_SECRET)
    assert come_in(client, lea.email)["Location"] == PROOF
    assert "_auth_user_id" not in client.session


def test_application_is_removed_after_one_more_proof(signed_in, lea):
    TOTP.activate(lea, ODILE_SECRET)
    client = signed_in(lea)
    answer = client.post(SET_UP + "application/retrait/")
    assert answer["Location"].startswith(SET_UP + "preuve/")
    assert Authenticator.objects.filter(user=lea).count() == 1
    client.post(SET_UP + "preuve/", {"code": second_factor_of(lea)})
    client.post(SET_UP + "application/retrait/")
    assert Authenticator.objects.filter(user=lea).count() == 0
    assert Entry.objects.filter(verb="people.second_factor_removed").count() == 1


@pytest.mark.parametrize("path", ["application/", "application/retrait/", "cle/"])
def test_what_changes_nothing_proves_and_tells_nothing(signed_in, lea, path):
    TOTP.activate(lea, ODILE_SECRET)
    client = signed_in(lea)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time() - 200, "reauthenticated": True}
    ]
    session.save()
    proofs = client.session["account_authentication_methods"]
    client.post(SET_UP + path, {"credential": "{}"} if path == "cle/" else {})
    changed = Authenticator.objects.count() != 1
    assert changed == (path == "application/retrait/")
    assert client.session["account_authentication_methods"] == proofs
    assert Entry.objects.filter(verb__startswith="people.second_factor").count() == changed
    assert Delivery.objects.filter(subject="Votre double vérification a changé").count() == changed


def test_the_proof_of_an_agent_lasts_a_day_at_the_counter(signed_in, odile, lea, monday):
    agent, inhabitant = signed_in(odile), signed_in(lea)
    monday.shift(timedelta(hours=11, minutes=59))
    assert agent.get("/mon-espace/").status_code == 200
    monday.shift(timedelta(minutes=2))
    answer = agent.get("/mon-espace/")
    assert answer["Location"] == f"{SET_UP}preuve/?next=/mon-espace/"
    assert inhabitant.get("/mon-espace/").status_code == 200
    agent.post(SET_UP + "preuve/", {"code": second_factor_of(odile)})
    assert agent.get("/mon-espace/").status_code == 200


def test_demo_session_counts_as_proof_in_the_demo_only(odile, settings):
    client = Client()
    client.force_login(odile)
    session = client.session
    session["account_authentication_methods_user"] = str(odile.pk)
    session["account_authentication_methods"] = [{"method": "demo", "at": 0}]
    session.save()
    settings.DEMO = True
    assert client.get("/mon-compte/").status_code == 200
    settings.DEMO = False
    assert client.get("/mon-compte/")["Location"].startswith("/mon-compte/double-verification/preuve/")


def test_key_page_carries_its_options_without_inline_script(signed_in, lea):
    page = signed_in(lea).get(SET_UP + "cle/").page
    (form,) = [form for form in page.forms() if form["data-passkey"]]
    assert '"challenge"' in form["data-options"]


@pytest.mark.parametrize("credential", ["", "{}", "[]", "nonsense", '{"id": 1, "response": {}}'])
def test_key_that_does_not_answer_is_refused(signed_in, lea, credential):
    client = signed_in(lea)
    client.get(SET_UP + "cle/")
    page = client.post(SET_UP + "cle/", {"name": "Ma clé", "credential": credential})
    assert page.status_code == 200
    assert "La clé n’a pas répondu comme attendu. Réessayez." in page.content.decode()
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("credential", ["", "{}", "[]", "nonsense", '{"id": 1, "response": {}}'])
def test_key_that_answers_nonsense_lets_nobody_in(client, odile, come_in, credential):
    come_in(client, odile.email)
    page = client.post(PROOF, {"credential": credential})
    assert page.status_code == 200
    assert len([e for e in page.page.elements if e["role"] == "alert"]) == 1
    assert "_auth_user_id" not in client.session


def test_key_of_somebody_else_is_not_found(signed_in, lea, nadia):
    key = Authenticator.objects.create(user=nadia, type="webauthn", data={"name": "Clé", "credential": {}})
    client = signed_in(lea)
    assert client.get(f"{SET_UP}cle/{key.pk}/retrait/").status_code == 404
    assert client.post(f"{SET_UP}cle/{key.pk}/retrait/").status_code == 404
    assert Authenticator.objects.count() == 1


def test_agent_appoint_gives_the_post_to_an_account(lea, capsys):
    call_command("agent", "appoint", "Lea.Delattre@exemple.fr", "picardie-verte", "--administrator")
    here, other = (Territory.objects.get(pk=siren) for siren in (PICARDIE_VERTE, PORTES_DE_SOLOGNE))
    assert is_agent_of(lea, here)
    assert is_administrator_of(lea, here)
    assert not is_agent_of(lea, other)
    assert Entry.objects.filter(verb="people.agent_appointed").count() == 1
    call_command("agent", "end", "lea.delattre@exemple.fr", "picardie-verte")
    assert not is_agent_of(lea, here)


@pytest.mark.parametrize(
    ("email", "slug", "said"),
    [
        ("personne@exemple.fr", "picardie-verte", "Aucun compte ouvert à cette adresse."),
        ("lea.delattre@exemple.fr", "atlantide", "Aucun territoire ouvert ne s’appelle ainsi."),
    ],
)
def test_agent_appoint_says_what_is_not_there(lea, email, slug, said):
    with pytest.raises(CommandError, match=said):
        call_command("agent", "appoint", email, slug)
    assert not Agent.objects.exists()


def test_agent_is_appointed_once_and_loses_the_post_at_once(signed_in, lea):
    here = Territory.objects.get(pk=PICARDIE_VERTE)
    client = signed_in(lea)
    agent = appoint_agent(lea, here)
    assert appoint_agent(lea, here, is_administrator=True).pk == agent.pk
    assert client.get("/mon-compte/")["Location"].startswith(SET_UP)
    assert is_administrator_of(lea, here)
    end_post(agent)
    assert client.get("/mon-compte/").status_code == 200
    assert not is_agent_of(lea, here)
    assert not is_agent_of(lea, None)
