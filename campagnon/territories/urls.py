from django.urls import path, re_path

from campagnon.territories import views

app_name = "territories"
urlpatterns = [
    path("communes/", views.find, name="find"),
    re_path(r"^communes/(?P<insee>[0-9AB]{5})/interet/$", views.interest, name="interest"),
    path("territoires/<slug:slug>/communes/", views.communes, name="communes"),
    path("territoires/<slug:slug>/carte.svg", views.carte, name="map"),
]
