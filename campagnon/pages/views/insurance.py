from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods


@login_not_required
@require_http_methods(["GET", "HEAD"])
def insurance(request: HttpRequest) -> HttpResponse:
    """Who pays when something breaks or somebody is hurt, way by way."""
    return render(request, "pages/insurance.html")
