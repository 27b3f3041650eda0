"""`<act:act_id>` in addresses, registered when this module is imported; and others."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class ActId(StringConverter):
    """64 hexadecimal digits."""

    regex = "[0-9a-f]{64}"


class Prefix(StringConverter):
    """The first 12 or more digits of an id, as messages carry them."""

    regex = "[0-9a-f]{12,64}"


def register(name: str, regex: str) -> None:
    """Makes `<name:...>` stand for what `regex` describes, as a text."""
    converter = type(name.capitalize(), (StringConverter,), {"regex": regex})
    register_converter(converter, name)


register_converter(ActId, "act")
register_converter(Prefix, "prefix")
