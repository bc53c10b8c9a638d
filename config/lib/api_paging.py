"""Paging of the API (api.md): page numbers, at most 200 rows a page."""

from rest_framework.pagination import PageNumberPagination


class ApiPages(PageNumberPagination):
    """`?page=`, `?page_size=` up to 200; answers `{count, next, previous, results}`."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
