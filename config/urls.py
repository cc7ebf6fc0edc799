"""Every address, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("campagnon.pages.urls")),
    path("", include("campagnon.people.urls")),
    path("", include("campagnon.notices.urls")),
    path("", include("campagnon.matching.urls")),
    path("", include("campagnon.exchanges.urls")),
    path("", include("campagnon.billing.urls")),
    path("", include("campagnon.desk.urls")),
    path("", include("campagnon.territories.urls")),
    path("", include("campagnon.cesu.urls")),
    path("", include("campagnon.channels.urls")),
]

handler400 = "campagnon.pages.views.errors.bad_request"
handler403 = "campagnon.pages.views.errors.forbidden"
handler404 = "campagnon.pages.views.errors.not_found"
handler500 = "campagnon.pages.views.errors.server_error"
