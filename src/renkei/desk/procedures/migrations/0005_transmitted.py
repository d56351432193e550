"""Acts that the secretariat entered from a party's record sheet are marked so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procedures", "0004_confirmations_and_withdrawals")]

    operations = [
        migrations.AddField(
            model_name="act",
            name="transmitted",
            field=models.JSONField(blank=True, default=list, verbose_name="記録票による登録"),
        ),
    ]
