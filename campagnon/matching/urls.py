from django.urls import path

from campagnon.matching import views

app_name = "matching"
urlpatterns = [
    path("besoin/verifier/", views.check_need, name="check_need"),
    path("besoin/qui-peut-aider/", views.who_can_help, name="who_can_help"),
    path("besoin/publication/", views.publish, name="publish"),
    path("disponible/<str:token>/", views.available, name="available"),
]
