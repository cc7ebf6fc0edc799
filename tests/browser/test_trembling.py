"""Three people with trembling hands, on a line that is cut, ask, answer, agree and write: each thing once."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest
from playwright.sync_api import Browser

from tests.browser.line import Line, line_to
from tests.browser.robot import Robot
from tests.browser.server import Server

pytestmark = pytest.mark.browser

RUNS = 3
# A professional first comes and looks.
SAYS_YES = re.compile("^(Oui, je peux|Je viens d’abord voir)$")
# The first at the very edge (50 kbit/s, 1 s); three of these would take a minute, and meet the same answers.
EDGE = {"latency": 1.0, "bytes_per_second": 6250}
NEARER = {"latency": 0.02}
ASKERS = ("Léa", "Nadia", "Bernard", "Marie-Line")
WHAT_CAME_OF_IT = """
import json
from campagnon.notices.models import Need
from campagnon.matching.models import Suggestion
from campagnon.exchanges.models import Agreement, Exchange, Message, Visit
found = {}
for words, letter in json.loads('''%s'''):
    needs = Need.objects.filter(words=words)
    exchanges = Exchange.objects.filter(need__in=needs)
    asked = Suggestion.objects.filter(need__in=needs).order_by("pk").first()
    found[words] = {
        "needs": needs.count(),
        "exchanges": exchanges.count(),
        "agreements": Agreement.objects.filter(exchange__in=exchanges, accepted_at__isnull=False).count(),
        "proposals": Agreement.objects.filter(exchange__in=exchanges).count(),
        "visits": Visit.objects.filter(exchange__in=exchanges).count(),
        "letters": Message.objects.filter(exchange__in=exchanges, body=letter).count(),
        "all letters": Message.objects.filter(exchange__in=exchanges).count(),
        "token": asked.token if asked else "",
    }
print(json.dumps(found))
"""
EACH_ONCE = {
    "needs": 1, "exchanges": 1, "agreements": 1, "proposals": 1, "visits": 1, "letters": 1, "all letters": 1,
}  # fmt: skip


@dataclass
class Run:
    """One person's need, what they write about it, and the hands they have."""

    seed: int
    words: str
    letter: str
    asker: Robot
    path: str = ""


def what_came_of(server: Server, runs: list[Run]) -> dict[str, dict]:
    said = json.dumps([(run.words, run.letter) for run in runs])
    lines = server.manage("shell", "-v0", "-c", WHAT_CAME_OF_IT % said).strip().splitlines()
    return json.loads(lines[-1])


def sentence(seed: int) -> str:
    day = date.today() + timedelta(days=40 + 2 * seed)
    return f"Quelqu’un pour tondre ma pelouse le {day:%d/%m/%Y} à Songeons"


def publish(run: Run) -> None:
    robot, page = run.asker, lambda: run.asker.page

    def step() -> None:
        said = page().get_by_label("Dites-le avec vos mots")
        publish = page().get_by_role("button", name="Publier mon besoin")
        if publish.count():
            robot.click(publish)
        elif said.count():
            robot.fill(said.first, run.words)
            robot.click(page().get_by_role("button", name="Voir qui peut aider"))
        else:
            page().goto("/besoin/")

    robot.until(lambda: bool(re.search(r"/besoins/[\w-]{12}/$", page().url)), step)
    run.path = re.search(r"/besoins/[\w-]{12}/$", page().url)[0]


def answer(robot: Robot, token: str) -> None:
    address = f"/demandes/{token}/"

    def step() -> None:
        yes = robot.page.get_by_role("button", name=SAYS_YES)
        if yes.count():
            robot.click(yes)
        else:
            robot.page.goto(address)

    robot.page.goto(address)
    robot.until(lambda: robot.page.get_by_text("a reçu votre proposition").count() > 0, step)


def agree_and_write(run: Run) -> None:
    robot, page = run.asker, lambda: run.asker.page

    def accept() -> None:
        accept = page().get_by_role("button", name="Accepter")
        if accept.count():
            robot.click(accept)
        else:
            page().goto(run.path)

    def is_there() -> bool:
        return page().locator(".letter").filter(has_text=run.letter).count() > 0

    def write() -> None:
        message = page().get_by_label("Votre message")
        if message.count():
            robot.fill(message, run.letter)
            robot.click(page().get_by_role("button", name="Envoyer", exact=True))
        else:
            page().goto(exchange)

    page().goto(run.path)
    robot.until(lambda: "/echanges/" in page().url and page().locator(".number").count() > 0, accept)
    exchange = re.search(r"/echanges/[\w-]{12}/", page().url)[0]
    robot.until(is_there, write)


@pytest.fixture
def line(request, server: Server) -> Iterator[Line]:
    with line_to(server.address, **request.param) as line:
        yield line


@pytest.mark.parametrize(
    ("line", "seeds"),
    [(NEARER, range(1, RUNS)), (EDGE, range(1))],
    ids=["a bar or two", "the edge"],
    indirect=["line"],
)
def test_trembling_hands_get_each_thing_done_once(browser: Browser, server: Server, line: Line, seeds):
    runs = []
    for seed in seeds:
        random = Random(seed)
        robot = Robot(browser, line, random)
        robot.enter(ASKERS[seed % len(ASKERS)])
        runs.append(Run(seed, sentence(seed), f"C’est au {seed + 3} rue du Puits.", robot))
        publish(runs[-1])
    asked = what_came_of(server, runs)
    for run in runs:
        helper = Robot(browser, line, Random(100 + run.seed))
        answer(helper, asked[run.words]["token"])
        agree_and_write(run)
        run.asker.faults += helper.faults
        helper.close()
    came = what_came_of(server, runs)
    for one in came.values():
        del one["token"]
    assert came == {run.words: EACH_ONCE for run in runs}
    assert [fault for run in runs for fault in run.asker.faults] == []
    for run in runs:
        run.asker.close()
