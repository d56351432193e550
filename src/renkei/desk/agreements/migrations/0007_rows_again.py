"""取組 of wordings from before the register compared them, or before it kept all cells, are made again."""

from typing import Any

from django.db import migrations


def made_again(apps: Any, schema_editor: Any) -> None:
    """From the reading there is; without it their columns in the comparison would be empty."""
    from renkei.desk.agreements.annex import values_of
    from renkei.instrument.formats.initiatives import initiatives
    from renkei.instrument.formats.jsontext import read_json
    from renkei.instrument.model import Refusal

    Row = apps.get_model("agreements", "AnnexRow")
    expressions = apps.get_model("agreements", "Expression").objects
    columns = {field.name for field in Row._meta.fields}
    whole = {key for key, cells in Row.objects.values_list("expression_id", "cells") if cells}
    for key in expressions.exclude(pk__in=whole).order_by("pk").values_list("pk", flat=True):
        try:
            found = initiatives(read_json(expressions.values_list("tree", flat=True).get(pk=key)))
        except (Refusal, ValueError):  # a reading nobody can use any more: the file is kept
            continue
        Row.objects.filter(expression_id=key).delete()
        Row.objects.bulk_create(
            Row(expression_id=key, **{k: v for k, v in row.items() if k in columns})
            for row in (values_of(order, entry) for order, entry in enumerate(found, 1))
        )


class Migration(migrations.Migration):
    dependencies = [("agreements", "0006_expression_days")]

    operations = [migrations.RunPython(made_again, migrations.RunPython.noop)]
