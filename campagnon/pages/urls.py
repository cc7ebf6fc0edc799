from django.urls import path, re_path

from campagnon.pages.views import (
    board,
    demo,
    help,
    home,
    hours,
    insurance,
    my_space,
    offline,
    open_notices,
    quality,
    settings,
)

app_name = "pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("territoires/<slug:slug>/", home.territory, name="territory"),
    path("territoires/<slug:slug>/couleurs.css", home.colours, name="colours"),
    path("territoires/<slug:slug>/besoins/", open_notices.territory_needs, name="territory_needs"),
    path("territoires/<slug:slug>/reglages/", settings.territory_settings, name="territory_settings"),
    path("territoires/<slug:slug>/horaires/", hours.counter_hours, name="counter_hours"),
    path("territoires/<slug:slug>/fermetures/", hours.closed_days, name="closed_days"),
    path(
        "territoires/<slug:slug>/fermetures/<int:pk>/retrait/",
        hours.closed_day_removal,
        name="closed_day_removal",
    ),
    re_path(r"^communes/(?P<insee>[0-9AB]{5})/$", board.commune, name="commune"),
    re_path(r"^communes/(?P<insee>[0-9AB]{5})/besoins/$", board.commune_needs, name="commune_needs"),
    re_path(r"^communes/(?P<insee>[0-9AB]{5})/offres/$", board.commune_offers, name="commune_offers"),
    re_path(r"^communes/(?P<insee>[0-9AB]{5})/besoins.rss$", board.feed, name="feed"),
    path("mon-espace/", my_space.my_space, name="my_space"),
    path("mes-rendez-vous/", offline.my_visits, name="my_visits"),
    path("hors-ligne/", offline.offline, name="offline"),
    path("sw.js", offline.worker, name="worker"),
    path("classement/", help.ranking, name="ranking"),
    path("particulier-ou-professionnel/", quality.quality, name="quality"),
    path("assurances/", insurance.insurance, name="insurance"),
    path("qui-voit-quoi/", help.who_sees_what, name="who_sees_what"),
    path("mentions-legales/", help.legal, name="legal"),
    path("accessibilite/", help.accessibility, name="accessibility"),
    path("sante/", help.health, name="health"),
    path("demo/", demo.demo, name="demo"),
    path("demo/courrier/", demo.mailbox, name="mailbox"),
    path("demo/entrer/<str:public_id>/", demo.enter, name="demo_enter"),
]
