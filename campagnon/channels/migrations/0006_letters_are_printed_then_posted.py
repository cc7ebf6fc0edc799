from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0005_replies_and_receipts"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="printed_at",
            field=models.DateTimeField(null=True, verbose_name="imprimé le"),
        ),
    ]
