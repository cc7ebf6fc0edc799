from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from campagnon.pages.demo.building import build_demo, is_built


class Command(BaseCommand):
    help = "Fill an empty Campagnon with two pilots and six months of invented life (demo mode only)."

    def handle(self, *args, **options) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is for CAMPAGNON_DEMO=1 only: nothing was written.")
        if is_built():
            self.stdout.write("The demo lives here already.")
            return
        build_demo(now=timezone.now())
        self.stdout.write("The demo is ready: both pilots, their cast and six months of life.")
