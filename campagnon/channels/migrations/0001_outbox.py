import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RateBucket',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name='clé')),
                ('full_at', models.FloatField(db_index=True, verbose_name='plein à')),
            ],
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('email', 'e-mail'), ('sms', 'SMS')], max_length=5, verbose_name='canal')),
                ('to', models.CharField(max_length=254, verbose_name='adresse')),
                ('subject', models.CharField(blank=True, max_length=200, verbose_name='objet')),
                ('text', models.TextField(verbose_name='texte')),
                ('html', models.TextField(blank=True, verbose_name='mise en page')),
                ('key', models.CharField(max_length=120, unique=True, verbose_name='clé')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='écrit le')),
                ('next_try_at', models.DateTimeField(default=django.utils.timezone.now, null=True, verbose_name='prochain essai')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='essais')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='parti le')),
                ('given_up_at', models.DateTimeField(null=True, verbose_name='abandonné le')),
                ('trouble', models.CharField(blank=True, max_length=200, verbose_name='dernier incident')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to=settings.AUTH_USER_MODEL, verbose_name='pour')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('given_up_at', None), ('sent_at', None)), fields=['next_try_at'], name='channels_delivery_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sent_at', None), ('given_up_at', None), _connector='OR'), name='channels_delivery_sent_or_given_up')],
            },
        ),
    ]
