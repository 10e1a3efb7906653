"""Addresses of the pages."""

from django.urls import URLPattern, URLResolver, path

from tashan.web.pages import (
    audit,
    decisions,
    desk,
    exports,
    people,
    preferences,
    reader,
    reports,
    search,
    tokens,
    uploads,
)
from tashan.web.routes import (
    analysis,
    benchmark,
    chains,
    data,
    figures,
    programmes,
    registry,
    targets,
)

FINDING = "reports/<int:report_id>/findings/<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.desk, name="desk"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("reports/", reports.reports, name="reports"),
    path("reports/upload/", uploads.upload, name="upload"),
    path("reports/<int:report_id>/", reader.reader, name="reader"),
    path("reports/<int:report_id>/row/", reports.report_row, name="report_row"),
    path("reports/<int:report_id>/changes/", reader.changes, name="changes"),
    path("reports/<int:report_id>/original/", reader.original, name="original"),
    path("reports/<int:report_id>/export.<str:form>", exports.export, name="export"),
    path("reports/<int:report_id>/read-again/", exports.read_again, name="read_again"),
    path(FINDING, reader.finding, name="finding"),
    path(FINDING + "accept/", decisions.accept, name="accept"),
    path(FINDING + "reject/", decisions.reject, name="reject"),
    path(FINDING + "correct/", decisions.correct, name="correct"),
    path(FINDING + "undo/", decisions.undo, name="undo"),
    path("search/", search.search, name="search"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_account, name="new_account"),
    path("people/<int:user_id>/", people.person, name="person"),
    path("people/<int:user_id>/switch/", people.switch, name="switch_account"),
    path("people/<int:user_id>/password/", people.set_password, name="set_password"),
    path("people/<int:user_id>/roles/<str:role>/", people.set_role, name="set_role"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:token_id>/revoke/", tokens.revoke_token, name="revoke_token"),
    path("audit/", audit.audit, name="audit"),
    *registry.urlpatterns,
    *figures.urlpatterns,
    *benchmark.urlpatterns,
    *targets.urlpatterns,
    *analysis.urlpatterns,
    *data.urlpatterns,
    *programmes.urlpatterns,
    *chains.urlpatterns,
]
