"""Serve the style guide until interrupted."""

import os
import sys
from wsgiref.simple_server import make_server

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

from django.conf import settings

settings.ROOT_URLCONF = "tests.web.styleguide.urls"
from django.core.management import call_command  # noqa: E402

from accord.web.wsgi import application  # noqa: E402

call_command("migrate", verbosity=0)
port = int(sys.argv[1]) if len(sys.argv) > 1 else 8765
sys.stdout.write(f"http://127.0.0.1:{port}/en/styleguide\n")
make_server("127.0.0.1", port, application).serve_forever()
