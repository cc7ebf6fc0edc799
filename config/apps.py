"""Django's own static-files app, told to leave source files out of what is served."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class CampagnonStaticFiles(StaticFilesConfig):
    """Static files without notes and licences meant for developers."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "*.md"]
