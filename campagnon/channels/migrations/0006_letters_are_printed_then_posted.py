from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0004_letters_calls_questions_and_what_comes_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="printed_at",
            field=models.DateTimeField(null=True, verbose_name="imprimé le"),
        ),
    ]
