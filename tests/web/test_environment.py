"""Settings: read from the environment, documented, and refused with a reason."""

import re
from pathlib import Path

import pytest

from accord.web.environment import BadSetting, load, settings

PAGE = Path(__file__).parents[2] / "docs/settings.md"


def test_every_setting_is_documented_as_it_is() -> None:
    rows = re.findall(r"^\| `(ACCORD_\w+)` \| (.*?)\| (.*) \|$", PAGE.read_text(), re.M)
    documented = {name: (default.strip(" `"), text) for name, default, text in rows}
    assert documented == {
        setting.name: (setting.default, setting.description) for setting in settings()
    }


def test_defaults_can_be_used() -> None:
    environment = load({})
    assert environment.url == "http://127.0.0.1:8000"
    assert environment.data_dir.is_absolute()
    assert environment.demo is False


def test_values_are_read() -> None:
    environment = load({"ACCORD_URL": "https://hub.example", "ACCORD_DEMO": "1"})
    assert environment.url == "https://hub.example"
    assert environment.demo is True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL", "hub.example"),
        ("URL", "https://hub.example/"),
        ("URL", "ftp://hub.example"),
        ("URL", "https://"),
        ("LISTEN", "8000"),
        ("LISTEN", "127.0.0.1:http"),
        ("LISTEN", "127.0.0.1:99999"),
        ("LANGUAGE", "de"),
        ("TIME_ZONE", "Kyiv"),
        ("TIME_ZONE", "../etc/passwd"),
        ("DEMO", "yes"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_bad_value_is_refused_with_its_name(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=rf"^ACCORD_{name} is '.*': \w.*\.$"):
        load({f"ACCORD_{name}": value})


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("k" * 40 + "\n")
    assert load({"ACCORD_SECRET_KEY_FILE": str(file)}).secret_key == "k" * 40


def test_a_secret_is_never_shown() -> None:
    with pytest.raises(BadSetting) as refused:
        load({"ACCORD_SECRET_KEY": "short"})
    assert str(refused.value) == "ACCORD_SECRET_KEY: use at least 32 characters."


def test_a_missing_secret_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="ACCORD_SECRET_KEY_FILE"):
        load({"ACCORD_SECRET_KEY_FILE": str(tmp_path / "none")})


def test_only_secrets_may_lie_in_files() -> None:
    environment = load({"ACCORD_PRESS_FILE": "/etc/hostname"})
    assert environment.press == ""
