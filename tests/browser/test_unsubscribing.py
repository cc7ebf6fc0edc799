"""The way out at the foot of an e-mail, in a browser without an account that says where it comes from."""

import pytest
from playwright.sync_api import expect

from tests.browser.server import Server

pytestmark = pytest.mark.browser

WAY_OUT = """
from campagnon.channels.topics import Topic
from campagnon.channels.unsubscribing import unsubscribe_link
from campagnon.people.models import User
print(unsubscribe_link(User.objects.get(first_name="Nadia", last_name="Haddad"), Topic.DIGEST))
"""


def test_a_topic_is_silenced_and_heard_again_without_an_account(visitor, server: Server):
    somebody = visitor()
    somebody.open(server.manage("shell", "-v", "0", "-c", WAY_OUT).splitlines()[-1])
    weekly = somebody.page.get_by_role("article").filter(has_text="Le résumé de la semaine")
    weekly.get_by_role("button", name="Ne plus recevoir").click()
    expect(weekly).to_contain_text("C’est arrêté.")
    somebody.look()
    weekly.get_by_role("button", name="Recevoir de nouveau").click()
    expect(weekly.get_by_role("button", name="Ne plus recevoir")).to_be_visible()
