"""A row of the 別表 keeps all its cells, so that a difference in any column is seen."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_parties")]

    operations = [
        migrations.AddField("annexrow", "cells", models.JSONField(default=list, verbose_name="欄"))
    ]
