from django.urls import path

from campagnon.desk.held_urls import held_urls
from campagnon.desk.views import calls, coupons, desk, needs, opening, paper, today

app_name = "desk"
urlpatterns = [
    path("guichet/", desk.desk, name="desk"),
    path("guichet/territoires/<slug:slug>/", desk.territory, name="territory"),
    path("guichet/territoires/<slug:slug>/recherche/", desk.search, name="search"),
    path("guichet/territoires/<slug:slug>/appels/", desk.begin, name="begin"),
    path("guichet/territoires/<slug:slug>/<slug:kind>/", today.today, name="today"),
    path("guichet/appels/<str:public_id>/", calls.call, name="call"),
    path("guichet/appels/<str:public_id>/saisie/", calls.keep, name="keep"),
    path("guichet/appels/<str:public_id>/personne/", calls.pick, name="pick"),
    path("guichet/appels/<str:public_id>/ouverture/", opening.open_person, name="open_person"),
    path("guichet/appels/<str:public_id>/accord/", calls.agree, name="agree"),
    path("guichet/appels/<str:public_id>/besoin/", calls.ask, name="ask"),
    path("guichet/appels/<str:public_id>/rappel/", calls.call_back, name="call_back"),
    path("guichet/appels/<str:public_id>/fin/", calls.end, name="end"),
    path("guichet/rappels/<int:number>/fait/", today.called_back, name="called_back"),
    path("guichet/envois/<int:number>/dit/", today.said, name="said"),
    path("guichet/envois/<int:number>/reponse/", today.answered, name="answered"),
    path("guichet/envois/<int:number>/absence/", today.no_answer, name="no_answer"),
    path("guichet/envois/<int:number>/de-vive-voix/", today.unblock, name="unblock"),
    path("guichet/besoins/<str:public_id>/", needs.need, name="need"),
    path("guichet/besoins/<str:public_id>/redemande/", needs.more, name="more"),
    path("guichet/besoins/<str:public_id>/fermeture/", needs.close, name="close"),
    path("guichet/messages/<int:number>/lu/", today.message_read, name="message_read"),
    path("guichet/courrier/", paper.letters, name="letters"),
    path("guichet/courrier/impression/", paper.print_letters, name="print_letters"),
    path("guichet/courrier/depart/", paper.post_letters, name="post_letters"),
    path("guichet/coupon/", coupons.coupon, name="coupon"),
    path("guichet/affiches/", paper.posters, name="posters"),
    *held_urls,
]
