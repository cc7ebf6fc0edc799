"""Each SMS of the product is one part of the small alphabet, whatever the names; what counts is not cut."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings as project
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from campagnon.catalogue.models import Service
from campagnon.channels.actions import Ask, Letter, tell
from campagnon.channels.actions.writing import _short
from campagnon.channels.gsm7 import for_sms, in_one_sms, is_gsm7, parts
from campagnon.channels.models import Channel, Delivery
from campagnon.channels.phrases import invitation
from campagnon.matching.models import Suggestion
from campagnon.matching.questions import in_one_sms as asked_in_one_sms
from campagnon.notices.models import Need
from campagnon.notices.phrases import when
from campagnon.people.actions import vouch_for
from campagnon.people.models import User
from campagnon.territories.models import Commune, Territory
from tests.channels.incoming import SECRET, sms_comes

LONGEST_NAME = "Marie-Antoinette"
LONGEST_LINK = f"https://campagnon.picardie-verte.example/demandes/{'x' * 32}/"
MOMENTS = [
    {"starts_on": date(2026, 11, 28), "ends_on": date(2026, 11, 28), "part_of_day": "afternoon"},
    {"starts_on": date(2026, 11, 25), "ends_on": date(2026, 12, 2), "part_of_day": ""},
    {"starts_on": None, "ends_on": None, "part_of_day": ""},
    {"starts_on": date(2026, 11, 25), "ends_on": None, "is_recurring": True, "part_of_day": ""},
]


def longest_commune() -> Commune:
    pilots = Territory.objects.values("epci")
    communes = Commune.objects.filter(epci__in=pilots, retired_on=None)
    return max(communes, key=lambda commune: len(for_sms(commune.at)))


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_a_helper_is_asked_says_who_when_and_how_to_answer(karim, odile, monday, moment):
    here = odile.posts.get().territory
    vouch_for(karim, here, karim.commune, met_on=timezone.localdate(), by=odile)
    author, commune = User(first_name=LONGEST_NAME), longest_commune()
    cut = []
    for service in Service.objects.all():
        need = Need(author=author, commune=commune, service=service, **moment)
        said = for_sms(in_one_sms(asked_in_one_sms(Suggestion(need=need, helper=karim)), invitation("A")))
        assert (parts(said), is_gsm7(said)) == (1, True)
        assert LONGEST_NAME in said and for_sms(when(need)) in said and said.endswith("3 rappelez-moi")
        if "..." in said:
            cut.append(service.slug)
    assert cut == []


@pytest.fixture
def everybody_by_sms(settings, lea, karim) -> None:
    settings.SMS_INBOUND_SECRET = SECRET
    settings.BASE_URL = "https://campagnon.picardie-verte.example"
    for person, number in ((lea, "+33639981218"), (karim, "+33639981217")):
        person.phone, person.prefers, person.first_name = number, Channel.SMS, LONGEST_NAME
        person.commune = longest_commune()
        person.save()


def test_a_whole_story_by_digits_is_said_whole(everybody_by_sms, need, monday):
    for sender, text in [
        ("+33639981217", "1"),
        ("+33639981218", "2"),
        ("+33639981218", "1"),
        ("+33639981218", "3"),
        ("+33639981218", "AIDE"),
        ("+33639981218", "STOP"),
        ("+33639981218", "Je cherche quelqu’un pour tondre, samedi 28 novembre"),
        ("+33639981218", "1"),
        ("+33639981218", "Quoi ?"),
        ("+33639984444", "Qui êtes-vous ?"),
    ]:
        sms_comes(text, sender=sender)
    texts = list(Delivery.objects.filter(channel=Channel.SMS).values_list("text", flat=True))
    assert len(texts) >= 11
    assert [text for text in texts if parts(text) != 1 or not is_gsm7(text)] == []
    # Only a list of questions is shortened.
    assert [text for text in texts if "..." in text and "Laquelle" not in text] == []


words = st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cs"]), max_size=400)


@settings(max_examples=60, deadline=None)
@given(sms=words, subject=words, has_link=st.booleans(), asks=st.booleans())
def test_whatever_a_letter_says_its_sms_is_one_part(sms, subject, has_link, asks):
    letter = Letter(
        subject=subject,
        lines=[],
        sms=f"{sms} {LONGEST_LINK}" if has_link and sms else sms,
        action_url=LONGEST_LINK if has_link else "",
    )
    said = (
        for_sms(in_one_sms(letter.sms or subject, invitation("Z"))) if asks else for_sms(_short(letter, None))
    )
    # A letter of another alphabet leaves no room beside a long link.
    assert parts(said) == 1 or (has_link and not is_gsm7(said))


def test_a_person_with_many_questions_is_told_the_letter(karim, monday):
    for number in range(3):
        ask = Ask("test", str(number), "Pouvez-vous ?", timezone.now() + timedelta(days=1))
        tell(karim, Letter(subject="x", lines=[], sms="Tonte ? " * 30, ask=ask), key=str(number))
    texts = list(Delivery.objects.order_by("pk").values_list("text", flat=True))
    assert [text[-40:] for text in texts[1:]] == [
        "Répondez B1 oui, B2 non, B3 rappelez-moi",
        "Répondez C1 oui, C2 non, C3 rappelez-moi",
    ]


def test_every_sms_goes_by_the_one_door_that_measures_it():
    """`tell` measures what it writes; who writes past it is known by name."""
    sources = (project.BASE_DIR / "campagnon").rglob("*.py")
    past = [
        path for path in sources if re.search(r"\bwrite\(\s*Channel\.SMS", path.read_text(encoding="utf-8"))
    ]
    known = {"channels/actions/writing.py", "channels/actions/receiving.py", "people/mail.py"}
    assert {str(Path(path).relative_to(project.BASE_DIR / "campagnon")) for path in past} == known
