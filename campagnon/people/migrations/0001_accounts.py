import campagnon.common.ids
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('territories', '0002_neighbour_table'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('session_seed', models.CharField(default=campagnon.common.ids.new_token, editable=False, max_length=32)),
                ('public_id', models.CharField(default=campagnon.common.ids.new_public_id, editable=False, max_length=12, unique=True)),
                ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='adresse e-mail')),
                ('phone', models.CharField(blank=True, max_length=16, null=True, unique=True, verbose_name='téléphone')),
                ('phone_verified_at', models.DateTimeField(null=True, verbose_name='téléphone vérifié le')),
                ('prefers', models.CharField(choices=[('email', 'e-mail'), ('sms', 'SMS')], default='email', max_length=5, verbose_name='préfère')),
                ('first_name', models.CharField(blank=True, max_length=50, verbose_name='prénom')),
                ('last_name', models.CharField(blank=True, max_length=80, verbose_name='nom')),
                ('adult_declared_at', models.DateTimeField(null=True, verbose_name='a dit avoir 18 ans le')),
                ('born_on', models.DateField(null=True, verbose_name='date de naissance')),
                ('arrived_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='premier passage')),
                ('opened_at', models.DateTimeField(null=True, verbose_name='compte ouvert le')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='compte fermé le')),
                ('last_seen_on', models.DateField(null=True, verbose_name='dernier passage')),
                ('agenda_token', models.CharField(default=campagnon.common.ids.new_token, editable=False, max_length=32, unique=True)),
                ('is_active', models.BooleanField(default=True, verbose_name='peut entrer')),
                ('commune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inhabitants', to='territories.commune', verbose_name='commune')),
            ],
        ),
        migrations.CreateModel(
            name='Agent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_administrator', models.BooleanField(default=False, verbose_name='administre le territoire')),
                ('appointed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='nommé le')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='fin le')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agents', to='territories.territory', verbose_name='territoire')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to=settings.AUTH_USER_MODEL, verbose_name='personne')),
            ],
        ),
        migrations.CreateModel(
            name='Professional',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('siret', models.CharField(max_length=14, unique=True, verbose_name='SIRET')),
                ('trade_name', models.CharField(max_length=80, verbose_name='nom de l’entreprise')),
                ('trade', models.CharField(max_length=80, verbose_name='métier')),
                ('insured_until', models.DateField(verbose_name='assuré jusqu’au')),
                ('registered_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='inscrit le')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='professional', to=settings.AUTH_USER_MODEL, verbose_name='personne')),
            ],
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('email__isnull', False), ('phone__isnull', False), ('closed_at__isnull', False), _connector='OR'), name='people_user_can_be_reached'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('opened_at', None), ('closed_at__isnull', False), models.Q(models.Q(('first_name', ''), _negated=True), ('commune__isnull', False), models.Q(('adult_declared_at__isnull', False), ('born_on__isnull', False), _connector='OR')), _connector='OR'), name='people_user_opened_is_complete'),
        ),
        migrations.AddConstraint(
            model_name='agent',
            constraint=models.UniqueConstraint(models.F('user'), models.F('territory'), condition=models.Q(('ended_at', None)), name='people_agent_one_post'),
        ),
    ]
