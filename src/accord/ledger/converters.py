"""`<act:act_id>` in addresses. Registered when this module is imported."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class ActId(StringConverter):
    """64 hexadecimal digits."""

    regex = "[0-9a-f]{64}"


class Prefix(StringConverter):
    """The first 12 or more digits of an id, as messages carry them."""

    regex = "[0-9a-f]{12,64}"


register_converter(ActId, "act")
register_converter(Prefix, "prefix")
