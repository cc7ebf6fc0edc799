from django.urls import path

from campagnon.channels import views

app_name = "channels"

urlpatterns = [
    path("canaux/sms/", views.sms, name="sms"),
    path("canaux/sms/recu/<str:token>/", views.receipt, name="receipt"),
]
