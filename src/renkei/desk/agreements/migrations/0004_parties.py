"""The parties of an agreement become rows of their own, and the way back."""

from typing import Any

from django.db import migrations


def to_rows(apps: Any, schema_editor: Any) -> None:
    Agreement = apps.get_model("agreements", "Agreement")
    Party = apps.get_model("agreements", "Party")
    for key, parties in Agreement.objects.values_list("pk", "parties"):
        Party.objects.bulk_create(
            Party(
                agreement_id=key,
                order=order,
                designation=party.get("designation", "")[:20],
                name=party.get("name", "")[:200],
            )
            for order, party in enumerate(parties, 1)
        )


def to_lists(apps: Any, schema_editor: Any) -> None:
    Agreement = apps.get_model("agreements", "Agreement")
    Party = apps.get_model("agreements", "Party")
    lists: dict[int, list[dict[str, str]]] = {}
    for row in Party.objects.order_by("agreement_id", "order"):
        lists.setdefault(row.agreement_id, []).append(
            {"designation": row.designation, "name": row.name}
        )
    for key, parties in lists.items():
        Agreement.objects.filter(pk=key).update(parties=parties)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_register")]

    operations = [
        migrations.RunPython(to_rows, to_lists),
        migrations.RemoveField("agreement", "parties"),
    ]
