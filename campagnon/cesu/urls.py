from django.urls import path

from campagnon.cesu import views

app_name = "cesu"
urlpatterns = [
    path("cesu/", views.guide, name="guide"),
    path("cesu/calculer/", views.calculator, name="calculator"),
]
