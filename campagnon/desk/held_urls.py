"""The addresses of one person at the counter."""

from django.urls import path

from campagnon.desk.views import acting, acting_notices, acting_visits, mandates, meetings, persons

PERSON = "guichet/personnes/<str:public_id>/"
EXCHANGE = PERSON + "echanges/<str:exchange_id>/"
VISIT = PERSON + "rendez-vous/<str:visit_id>/"
OFFER = PERSON + "offres/<str:offer_id>/"

held_urls = [
    path("mon-compte/mairie/", persons.my_deeds, name="my_deeds"),
    path(PERSON, persons.person, name="person"),
    path(PERSON + "prevenir/", persons.reached, name="reached"),
    path(PERSON + "mandat/", mandates.mandate, name="mandate"),
    path(PERSON + "mandat/signature/", mandates.mandate_signature, name="mandate_signature"),
    path(PERSON + "mandat/retrait/", mandates.mandate_end, name="mandate_end"),
    path(PERSON + "mandat.pdf", mandates.mandate_paper, name="mandate_paper"),
    path(PERSON + "rencontre/", meetings.meeting, name="meeting"),
    path(PERSON + "rencontre/retrait/", meetings.meeting_end, name="meeting_end"),
    path(PERSON + "journal/impression/", persons.deeds_printed, name="deeds_printed"),
    path(PERSON + "journal.pdf", persons.deeds_paper, name="deeds_paper"),
    path(PERSON + "besoins/<str:need_id>/fin/", acting_notices.need_closed, name="held_need_closed"),
    path(PERSON + "demandes/<int:number>/", acting_notices.request_answered, name="held_request"),
    path(PERSON + "offres/nouvelle/", acting_notices.write_offer, name="held_write_offer"),
    path(OFFER, acting_notices.offer, name="held_offer"),
    path(OFFER + "validite/", acting_notices.offer_validity, name="held_offer_validity"),
    path(OFFER + "pause/", acting_notices.offer_pause, name="held_offer_pause"),
    path(EXCHANGE, acting.exchange, name="held_exchange"),
    path(EXCHANGE + "accord/", acting.agreement, name="held_agreement"),
    path(EXCHANGE + "refus/", acting.refusal, name="held_refusal"),
    path(EXCHANGE + "autre-moment/", acting.other_moment, name="held_other_moment"),
    path(EXCHANGE + "fin/", acting.end, name="held_end"),
    path(EXCHANGE + "mot/", acting.word, name="held_word"),
    path(VISIT + "nouvelles/", acting_visits.news, name="held_news"),
    path(VISIT + "merci/", acting_visits.thanks, name="held_thanks"),
    path(VISIT + "deplacer/", acting_visits.move, name="held_move"),
    path(VISIT + "annuler/", acting_visits.cancel, name="held_cancel"),
]
