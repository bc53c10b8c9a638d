"""The product's addresses and the floor: a bare view with a signed-in session, one indexed query, fifty lines."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from accounts.access import public
from config.urls import urlpatterns as product
from inspections.models import Finding

BARE = engines["django"].from_string(
    "<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><title>floor</title></head><body>"
    "<p>{{ request.user.username }}</p><table>{% for row in rows %}<tr><td>{{ row.code }}</td><td>{{ row.title }}</td>"
    "<td>{{ row.found_on }}</td><td>{{ row.state }}</td></tr>{% endfor %}</table></body></html>"
)


@public
def floor(request: HttpRequest) -> HttpResponse:
    """What any page of fifty lines costs in this framework, behind this server; no right is asked."""
    return HttpResponse(BARE.render({"rows": Finding.objects.order_by("code")[:50]}, request))


urlpatterns = [path("floor/", floor), *product]
