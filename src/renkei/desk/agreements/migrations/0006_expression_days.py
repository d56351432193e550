"""An index that holds what lists ask of a wording, so that they need not read whole files."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0005_cells")]

    operations = [
        migrations.AddIndex(
            "expression",
            models.Index(
                fields=["agreement", "valid_from", "valid_until", "concluded", "findings"],
                name="expression_days",
            ),
        ),
    ]
