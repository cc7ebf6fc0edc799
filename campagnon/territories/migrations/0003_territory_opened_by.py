import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # On its own: accounts refer to communes, so that this cannot come before them.
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("territories", "0002_neighbour_table"),
    ]

    operations = [
        migrations.AddField(
            model_name="territory",
            name="opened_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ouvert par",
            ),
        ),
    ]
