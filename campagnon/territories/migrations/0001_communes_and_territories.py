import campagnon.territories.models.territory
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Commune',
            fields=[
                ('id', models.IntegerField(primary_key=True, serialize=False)),
                ('insee', models.CharField(max_length=5, unique=True, verbose_name='code INSEE')),
                ('name', models.CharField(max_length=60, verbose_name='nom')),
                ('department', models.CharField(max_length=3, verbose_name='département')),
                ('region', models.CharField(max_length=2, verbose_name='région')),
                ('population', models.PositiveIntegerField(default=0, verbose_name='population')),
                ('latitude', models.FloatField(verbose_name='latitude')),
                ('longitude', models.FloatField(verbose_name='longitude')),
                ('postcodes', models.CharField(blank=True, max_length=200, verbose_name='codes postaux')),
                ('retired_on', models.DateField(null=True, verbose_name='disparue le')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Epci',
            fields=[
                ('siren', models.CharField(max_length=9, primary_key=True, serialize=False, verbose_name='SIREN')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('kind', models.CharField(max_length=5, verbose_name='nature')),
                ('population', models.PositiveIntegerField(verbose_name='population')),
            ],
        ),
        migrations.CreateModel(
            name='CommuneName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='nom')),
                ('kind', models.CharField(choices=[('current', 'nom actuel'), ('former', 'ancienne commune'), ('district', 'arrondissement'), ('postcode', 'code postal')], max_length=8, verbose_name='sorte')),
                ('folded', models.CharField(db_index=True, max_length=60, verbose_name='forme réduite')),
                ('starts_at', models.PositiveSmallIntegerField(default=0, verbose_name='premier mot')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='territories.commune', verbose_name='commune')),
            ],
        ),
        migrations.CreateModel(
            name='Territory',
            fields=[
                ('epci', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='territory', serialize=False, to='territories.epci', verbose_name='intercommunalité')),
                ('slug', models.SlugField(unique=True, verbose_name='adresse')),
                ('name', models.CharField(max_length=80, verbose_name='nom')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='téléphone')),
                ('phone_hours', models.CharField(blank=True, max_length=120, verbose_name='heures du téléphone')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='ouvert le')),
                ('priority_sectors', models.JSONField(blank=True, default=list, verbose_name='secteurs prioritaires')),
                ('mairie_word', models.TextField(blank=True, verbose_name='mot de la mairie')),
                ('hedge_colour', models.CharField(blank=True, max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9A-Fa-f]{6}\\Z', 'Écrivez la couleur ainsi : #1C5238.'), campagnon.territories.models.territory.validate_hedge], verbose_name='couleur des actions')),
                ('wash_colour', models.CharField(blank=True, max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9A-Fa-f]{6}\\Z', 'Écrivez la couleur ainsi : #1C5238.'), campagnon.territories.models.territory.validate_wash], verbose_name='couleur des fonds')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='commune',
            name='epci',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='communes', to='territories.epci', verbose_name='intercommunalité'),
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='laissé le')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='territories.commune', verbose_name='commune')),
            ],
        ),
        migrations.CreateModel(
            name='LoadedReference',
            fields=[
                ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64, verbose_name='empreinte')),
                ('loaded_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='chargé le')),
                ('country_neighbours_at', models.DateTimeField(null=True, verbose_name='voisins de tout le pays le')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='territories_one_loaded_reference')],
            },
        ),
    ]
