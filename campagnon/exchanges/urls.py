from django.urls import path

from campagnon.exchanges.views import agenda, answer, exchange, need, quote_answers, quotes, quoting, visits

app_name = "exchanges"
urlpatterns = [
    path("demandes/<str:token>/", answer.answer, name="answer"),
    path("demandes/<str:token>/devis/", quoting.write_quote, name="write_quote"),
    path("demandes/<str:token>/devis/joint/", quoting.attach_quote, name="attach_quote"),
    path("devis/<str:public_id>/", quotes.quote, name="quote"),
    path("devis/<str:public_id>/acceptation.pdf", quotes.acceptance_paper, name="acceptance_paper"),
    path("devis/<str:public_id>/questions/", quotes.questions, name="quote_questions"),
    path("devis/<str:public_id>/retrait/", quoting.withdraw, name="withdraw_quote"),
    path("devis/<str:public_id>/retractation/", quote_answers.retract, name="retract_quote"),
    path("besoins/<str:public_id>/autres-devis/", quote_answers.more_quotes, name="more_quotes"),
    path("devis/<str:public_id>/devis.pdf", quotes.quote_paper, name="quote_paper"),
    path("devis/<str:public_id>/envoi/", quoting.quote_sent, name="send_quote"),
    path("devis/<str:public_id>/accord/", quote_answers.accept, name="accept_quote"),
    path("devis/<str:public_id>/refus/", quote_answers.decline, name="decline_quote"),
    path("besoins/<str:public_id>/", need.need, name="need"),
    path("besoins/<str:public_id>/proposer/", need.offer_help, name="offer_help"),
    path("besoins/<str:public_id>/fin/", need.close, name="close_need"),
    path("echanges/<str:public_id>/", exchange.exchange, name="exchange"),
    path("echanges/<str:public_id>/messages/", exchange.messages_sent, name="messages"),
    path("echanges/<str:public_id>/accord/", exchange.agreement, name="agreement"),
    path("echanges/<str:public_id>/refus/", exchange.refusal, name="refusal"),
    path("echanges/<str:public_id>/autre-moment/", exchange.other_moment, name="other_moment"),
    path("echanges/<str:public_id>/fin/", exchange.end, name="end"),
    path("rendez-vous/<str:public_id>/", visits.visit, name="visit"),
    path("rendez-vous/<str:public_id>/deplacer/", visits.move, name="move"),
    path("rendez-vous/<str:public_id>/annuler/", visits.cancel, name="cancel"),
    path("rendez-vous/<str:token>/nouvelles/", visits.news, name="news"),
    path("rendez-vous/<str:token>/merci/", visits.thanks, name="thanks"),
    path("rendez-vous/<str:token>/agenda.ics", agenda.visit_ics, name="visit_ics"),
    path("agenda/<str:token>.ics", agenda.agenda, name="agenda"),
]
