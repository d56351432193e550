"""Addresses of procedures, their papers, and of what is due."""

from django.urls import path, register_converter

from renkei.desk.procedures import (
    act_views,
    bulk_views,
    matter_views,
    opening_views,
    past_views,
    record_views,
    sheet_views,
    views,
)


class Key:
    """A step and its party: ``resolve-011002``, ``sign-all``, ``agree-company-2``."""

    regex = r"[a-z_]+-[a-z0-9-]+"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(Key, "step")

app_name = "procedures"

urlpatterns = [
    path("procedures/", views.procedures, name="list"),
    path("procedures/<int:pk>/", views.procedure, name="procedure"),
    path("procedures/<int:pk>/text", views.text, name="text"),
    path("procedures/<int:pk>/evidence/<int:paper>", views.evidence, name="evidence"),
    path("procedures/<int:pk>/acts/<step:key>/", act_views.record, name="act"),
    path("procedures/<int:pk>/acts/<step:key>/<uuid:token>/", act_views.check, name="check-act"),
    path("procedures/<int:pk>/confirm/", record_views.confirm, name="confirm"),
    path(
        "procedures/<int:pk>/records/<int:act_pk>/correct/",
        record_views.correct,
        name="correct-act",
    ),
    path("procedures/<int:pk>/records/<int:act_pk>/papers/", record_views.attach, name="attach"),
    path(
        "procedures/<int:pk>/records/<int:act_pk>/papers/<int:paper_pk>/remove/",
        record_views.remove,
        name="remove-paper",
    ),
    path(
        "procedures/<int:pk>/records/<int:act_pk>/withdraw/",
        record_views.withdraw,
        name="withdraw-act",
    ),
    path("procedures/<int:pk>/text/put/", matter_views.put_text, name="put-text"),
    path("procedures/<int:pk>/text/<uuid:token>/", matter_views.check_text, name="check-text"),
    path("procedures/<int:pk>/revise/", matter_views.revise, name="revise"),
    path("procedures/<int:pk>/withdraw/", matter_views.withdraw, name="withdraw"),
    path(
        "procedures/<int:pk>/withdraw/<uuid:token>/",
        matter_views.check_withdraw,
        name="check-withdraw",
    ),
    path("procedures/<int:pk>/sheet/", sheet_views.of_procedure, name="sheet"),
    path("procedures/<int:pk>/sheet/file", sheet_views.procedure_file, name="sheet-file"),
    path(
        "procedures/<int:pk>/sheet/<uuid:token>/", sheet_views.check_procedure, name="check-sheet"
    ),
    path("procedures/new/", opening_views.choose, name="new"),
    path("procedures/new/<uuid:token>/", opening_views.details, name="details"),
    path("procedures/new/<uuid:token>/check/", opening_views.check, name="check-opening"),
    path("procedures/new/<uuid:token>/past/", past_views.enter, name="past"),
    path("procedures/new/<uuid:token>/past/check/", past_views.check, name="check-past"),
    path("batches/<int:pk>/", bulk_views.board, name="board"),
    path("batches/<int:pk>/record/<slug:step>/<slug:party>/", bulk_views.record, name="bulk"),
    path(
        "batches/<int:pk>/record/<slug:step>/<slug:party>/<uuid:token>/",
        bulk_views.check,
        name="check-bulk",
    ),
    path("batches/<int:pk>/sheet/", sheet_views.of_batch, name="batch-sheet"),
    path("batches/<int:pk>/sheet/file", sheet_views.batch_file, name="batch-sheet-file"),
    path("batches/<int:pk>/sheet/<uuid:token>/", sheet_views.check_batch, name="check-batch-sheet"),
]
