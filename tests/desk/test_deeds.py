"""« Ce que la mairie a fait pour moi »."""

import ast
import io
from datetime import timedelta
from pathlib import Path

from pypdf import PdfReader

from campagnon.desk.deeds import WORDS, deeds_of
from campagnon.journal.acting import acting_for
from campagnon.journal.models import Entry
from campagnon.matching.models import Answer
from tests.desk.held import at_desk, last_line
from tests.exchanges.conftest import need_mowing

ROOMS = Path(__file__).resolve().parents[2] / "campagnon"
# Acts that only the people themselves can do, or that are done to an agent's own account.
NEVER_FOR_SOMEBODY = {
    "credit.attached",
    "exchange.cesu_suggested",
    "export.made",
    "invoice.attached",
    "invoice.not_paid",
    "invoice.paid",
    "month.declaration_taken_back",
    "month.declared",
    "people.address_added",
    "people.address_removed",
    "people.agenda_address_renewed",
    "people.agent_appointed",
    "people.mentions_completed",
    "people.post_ended",
    "people.professional_registered",
    "people.signed_out_elsewhere",
    "quote.accepted",
    "quote.discarded",
    "quote.drafted",
    "quote.retracted",
    "quote.sent",
    "quote.withdrawn",
    "territory.changed",
    "territory.days_closed",
    "territory.days_open_again",
    "territory.hours_kept",
    "territory.opened",
}
COMPOSED = {"suggestion.": [f"suggestion.{answer}" for answer in Answer.values]}


def verbs_signed_by_somebody() -> set[str]:
    """Every verb that the code writes with a `by`, a name made of two parts spelled out."""
    verbs: set[str] = set()
    for path in ROOMS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_record = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record"
            if is_record and any(word.arg == "by" for word in node.keywords):
                verbs |= set(_written(node.args[0]))
    return verbs


def _written(verb: ast.expr) -> list[str]:
    if isinstance(verb, ast.Constant):
        return [verb.value]
    if isinstance(verb, ast.IfExp):
        return [*_written(verb.body), *_written(verb.orelse)]
    if isinstance(verb, ast.JoinedStr) and isinstance(verb.values[0], ast.Constant):
        return COMPOSED.get(verb.values[0].value, [])
    return []


def test_every_act_in_somebodys_name_has_words():
    written = verbs_signed_by_somebody()
    assert {"need.published", "suggestion.yes", "visit.missed", "vouch.given"} <= written
    assert sorted(written - NEVER_FOR_SOMEBODY - set(WORDS)) == []
    assert sorted(set(WORDS) & NEVER_FOR_SOMEBODY) == []


def test_each_act_is_said_with_its_day_its_author_and_its_reason(held, odile):
    with acting_for(held, by=odile, reason="Appel du 23 novembre"):
        need_mowing(held)
    published, given = deeds_of(held)
    assert (published.what, published.about) == ("a écrit et publié votre besoin", "Tondre la pelouse")
    assert (published.by, published.why) == ("Odile Mercier", "Appel du 23 novembre")
    assert given.what == "a noté que vous la laissez agir en votre nom"


def test_a_long_list_arrives_whole_and_says_where_the_rest_is(signed_in, monday, lea, odile):
    Entry.objects.bulk_create(
        Entry(verb="offer.confirmed", by=odile, on_behalf_of=lea, note="Appel du 23 novembre")
        for _one in range(101)
    )
    page = signed_in(lea).get("/mon-compte/mairie/").content.decode()
    assert page.count("toujours valable") == 100
    assert "la liste que la mairie peut vous imprimer" in page
    assert len(deeds_of(lea)) == 101


def test_an_act_without_words_is_not_hidden(held, odile):
    Entry.objects.create(verb="something.new", by=odile, on_behalf_of=held)
    assert deeds_of(held)[0].what == "a agi en votre nom"


def test_the_person_reads_the_list_and_nobody_elses(signed_in, monday, lea, karim, odile):
    with acting_for(lea, by=odile, reason="Au guichet"):
        need_mowing(lea)
    assert "a écrit et publié votre besoin" in signed_in(lea).get("/mon-compte/mairie/").content.decode()
    assert "la mairie n’a jamais agi" in signed_in(karim).get("/mon-compte/mairie/").content.decode()


def test_the_list_is_printed_with_a_line_and_not_without(signed_in, held, odile, monday):
    desk, paper = signed_in(odile), at_desk(held, "journal.pdf")
    assert desk.get(paper)["Location"] == at_desk(held)
    desk.post(at_desk(held, "journal/impression/"))
    assert last_line()[:3] == ("deeds.printed", odile, held)
    answer = desk.get(paper)
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "Marcelle Delattre" in said
    assert "a noté que vous la laissez agir en votre nom" in " ".join(said.split())
    monday.shift(timedelta(minutes=61))
    assert signed_in(odile).get(paper)["Location"] == at_desk(held)


def test_a_long_list_costs_no_more_queries(held, odile, django_assert_num_queries):
    for _count in (1, 3):
        with acting_for(held, by=odile, reason="Appel"):
            need_mowing(held)
        with django_assert_num_queries(2):
            deeds_of(held)
