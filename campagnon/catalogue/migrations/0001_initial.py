import campagnon.catalogue.modes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Sector',
            fields=[
                ('slug', models.SlugField(primary_key=True, serialize=False, verbose_name='code')),
                ('label', models.CharField(max_length=60, verbose_name='nom')),
                ('icon', models.CharField(max_length=30, verbose_name='icône')),
                ('position', models.PositiveSmallIntegerField(verbose_name='rang')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True, verbose_name='code')),
                ('label', models.CharField(max_length=80, verbose_name='nom')),
                ('modes', campagnon.catalogue.modes.ModesField(verbose_name='façons permises')),
                ('guard', models.CharField(blank=True, max_length=120, verbose_name='garde-fou')),
                ('gives_credit', models.BooleanField(verbose_name='peut ouvrir droit au crédit d’impôt')),
                ('sap', models.CharField(blank=True, max_length=20, verbose_name='activité de service à la personne')),
                ('cap_euros_a_year', models.PositiveIntegerField(null=True, verbose_name='plafond annuel, euros')),
                ('naf', models.CharField(blank=True, max_length=60, verbose_name='codes NAF rév. 2')),
                ('position', models.PositiveSmallIntegerField(verbose_name='rang')),
                ('sector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='catalogue.sector', verbose_name='secteur')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
    ]
