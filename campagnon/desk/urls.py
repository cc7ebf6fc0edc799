from campagnon.desk.held_urls import held_urls

app_name = "desk"
urlpatterns = [*held_urls]
