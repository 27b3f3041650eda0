"""The few addresses that belong to no job."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from accord.ledger.confirmed import of_act
from accord.people.guards import SignedIn, member_required
from accord.people.may import known
from accord.web import mark, site, theme
from accord.web.offline import check_page, offline_page

HOUR = 60 * 60


def alive(request: HttpRequest) -> HttpResponse:
    """/healthz: this process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


def trust(request: HttpRequest) -> HttpResponse:
    """/trust: what the host can see, and what it cannot do."""
    return render(request, "trust.html")


@member_required
def saved(request: SignedIn) -> HttpResponse:
    """/desk/saved: the line about the newest record, which pages take anew."""
    return render(request, "components/saved_words.html")


@member_required
def confirmed(request: SignedIn, act_id: str) -> HttpResponse:
    """/desk/confirmed/<act>: how far a record is confirmed, which pages take anew."""
    if known(request.reader, act_id) is None:
        raise Http404
    found = {"confirmed": of_act(act_id)}
    return render(request, "components/confirmed_words.html", found)


@cache_control(public=True, max_age=HOUR)
def sign_offline(request: HttpRequest) -> HttpResponse:
    """/accord-sign.html: the page for stamps, to be kept and opened from disk."""
    page = HttpResponse(offline_page(), content_type="text/html; charset=utf-8")
    page.headers["Content-Disposition"] = 'attachment; filename="accord-sign.html"'
    return page


@cache_control(public=True, max_age=HOUR)
def check_offline(request: HttpRequest) -> HttpResponse:
    """/check.html: checks proof files, to be kept and opened from disk."""
    page = HttpResponse(check_page(), content_type="text/html; charset=utf-8")
    page.headers["Content-Disposition"] = 'attachment; filename="check.html"'
    return page


@cache_control(public=True, max_age=HOUR)
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt: what the public may read may be found."""
    lines = ["User-agent: *", "Disallow: /api/"]
    private = ("desk", "enrol", "found", "join", "newcomer")
    lines += [f"Disallow: /*/{part}/" for part in private]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@cache_control(public=True, max_age=HOUR)
def theme_css(request: HttpRequest) -> HttpResponse:
    """/theme.css: the coalition's colour."""
    sheet = theme.stylesheet(theme.hue(site.current().coalition_id))
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


@cache_control(public=True, max_age=HOUR)
def mark_svg(request: HttpRequest) -> HttpResponse:
    """/mark.svg: the coalition's mark, as the page's icon."""
    here = site.current()
    drawn = mark.draw(here.mark, plain=True)
    colour = theme.accent(theme.hue(here.coalition_id))
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<path fill="{colour}" fill-rule="evenodd" d="{drawn.rosette}"/></svg>\n'
    )
    return HttpResponse(picture, content_type="image/svg+xml")
