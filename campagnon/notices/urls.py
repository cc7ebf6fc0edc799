from django.urls import path, re_path

from campagnon.notices.views import lines, offers, photos, saying

app_name = "notices"
urlpatterns = [
    path("besoin/", saying.say_need, name="say_need"),
    path("besoin/publie/", saying.published, name="published"),
    path("besoin/changer/<slug:line>/", lines.change_line, name="change_line"),
    path("besoin/service/", saying.choose_service, name="choose_service"),
    path("besoin/commune/", saying.choose_commune, name="choose_commune"),
    path("besoins/<str:public_id>/changer/<slug:line>/", lines.change_need_line, name="change_need"),
    path("offre/", offers.say_offer, name="say_offer"),
    path("offre/details/", offers.write_offer, name="write_offer"),
    path("offres/<str:public_id>/", offers.offer, name="offer"),
    path("offres/<str:public_id>/changer/", offers.edit_offer, name="edit_offer"),
    path("offres/<str:public_id>/pause/", offers.offer_pause, name="offer_pause"),
    path("offres/<str:public_id>/validite/", offers.offer_validity, name="offer_validity"),
    path("offres/<str:public_id>/retrait/", offers.offer_withdrawal, name="offer_withdrawal"),
    re_path(r"^(?P<kind>besoins|offres)/(?P<public_id>[\w-]{12})/photos/$", photos.photos, name="photos"),
    re_path(
        r"^(?P<kind>besoins|offres)/(?P<public_id>[\w-]{12})/photos/(?P<photo_id>[\w-]{12})/retrait/$",
        photos.photo_removal,
        name="photo_removal",
    ),
    path("photos/<str:public_id>.webp", photos.photo_file, name="photo_file"),
]
