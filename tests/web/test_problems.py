"""When something goes wrong: a page that says so, in four languages.

The page of a failure may not use the database, since that may be what is broken;
pytest-django sees to it.
"""

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.web.styleguide.urls")


@pytest.fixture
def reader() -> Client:
    return Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("en", "Something broke on our side"),
        ("uk", "У нас щось зламалося"),
        ("ru", "У нас что-то сломалось"),
        ("ro", "Ceva s-a stricat la noi"),
    ],
)
def test_a_failure_says_what_is_safe(reader: Client, code: str, title: str) -> None:
    response = reader.get(f"/{code}/styleguide/broken")
    assert response.status_code == 500
    page = response.content.decode()
    assert f"<title>{title}</title>" in page
    assert "as intended" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("en", "There is nothing at this address"),
        ("uk", "За цією адресою нічого немає"),
        ("ru", "По этому адресу ничего нет"),
        ("ro", "La această adresă nu este nimic"),
    ],
)
def test_a_missing_page_leads_back(reader: Client, code: str, title: str) -> None:
    response = reader.get(f"/{code}/nothing")
    assert response.status_code == 404
    assert title in response.content.decode()
    assert f'href="/{code}/desk/"' in response.content.decode()


@pytest.mark.django_db
def test_programs_get_problem_json(reader: Client) -> None:
    response = reader.get("/api/v1/nothing")
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem.keys() == {"type", "title", "status", "detail"}
    assert problem["status"] == 404


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused() -> None:
    careful = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    response = careful.post("/en/styleguide/form")
    assert response.status_code == 403
    assert "This form is too old" in response.content.decode()
