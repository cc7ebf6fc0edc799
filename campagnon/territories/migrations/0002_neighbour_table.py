import django.db.models.deletion
from django.db import migrations, models

# Clustered on (here, ord): the nearest of a commune are read in order, and reading stops at the twentieth answer.
# Django cannot say WITHOUT ROWID nor INCLUDE, hence the table by hand. No foreign keys: communes are never deleted,
# and checking each of twenty million derived rows would take longer than making them.
CREATE = {
    "sqlite": """
        CREATE TABLE territories_neighbour (
            here_id integer NOT NULL,
            ord smallint NOT NULL,
            other_id integer NOT NULL,
            minutes smallint NOT NULL,
            PRIMARY KEY (here_id, ord)
        ) WITHOUT ROWID
    """,
    "postgresql": """
        CREATE TABLE territories_neighbour (
            here_id integer NOT NULL,
            ord smallint NOT NULL,
            other_id integer NOT NULL,
            minutes smallint NOT NULL,
            PRIMARY KEY (here_id, ord) INCLUDE (other_id, minutes)
        )
    """,
}


def create_table(apps, schema_editor):
    schema_editor.execute(CREATE[schema_editor.connection.vendor])


def drop_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE territories_neighbour")


class Migration(migrations.Migration):
    dependencies = [("territories", "0001_communes_and_territories")]

    operations = [
        migrations.RunPython(create_table, drop_table),
        migrations.CreateModel(
            name="Neighbour",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "here_id", "ord", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "here",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="neighbours",
                        to="territories.commune",
                        verbose_name="d’ici",
                    ),
                ),
                ("ord", models.PositiveSmallIntegerField(verbose_name="rang")),
                (
                    "other",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="territories.commune",
                        verbose_name="là-bas",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
            ],
            options={"db_table": "territories_neighbour", "managed": False},
        ),
    ]
