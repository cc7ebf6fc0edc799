import campagnon.common.ids
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('notices', '0001_needs_and_offers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Exchange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=campagnon.common.ids.new_public_id, editable=False, max_length=12, unique=True)),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='minutes de route')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='ouvert le')),
                ('nudged_at', models.DateTimeField(null=True, verbose_name='relancé le')),
                ('next_step_at', models.DateTimeField(null=True, verbose_name='prochaine étape')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='terminé le')),
                ('end_reason', models.CharField(blank=True, choices=[('helped', 'c’est fait'), ('asker', 'la personne a préféré une autre solution'), ('helper', 'la personne qui aidait ne peut plus'), ('silence', 'sans nouvelles'), ('closed', 'le besoin est fermé')], max_length=7, verbose_name='fin')),
                ('asker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandé par')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='terminé par')),
                ('helper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='aidé par')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exchanges', to='notices.need', verbose_name='besoin')),
                ('offer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='exchanges', to='notices.offer', verbose_name='offre')),
            ],
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mode', models.PositiveSmallIntegerField(choices=[(1, 'Entraide'), (2, 'CESU'), (4, 'Professionnel')], verbose_name='façon d’échanger')),
                ('starts_at', models.DateTimeField(verbose_name='jour et heure')),
                ('hours', models.DecimalField(decimal_places=2, max_digits=4, verbose_name='durée, heures')),
                ('is_weekly', models.BooleanField(default=False, verbose_name='chaque semaine')),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='proposé le')),
                ('accepted_at', models.DateTimeField(null=True, verbose_name='accepté le')),
                ('replaced_at', models.DateTimeField(null=True, verbose_name='remplacé le')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='exchanges.exchange')),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField(max_length=2000, verbose_name='message')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='envoyé le')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='exchanges.exchange')),
            ],
            options={
                'ordering': ['sent_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Thanks',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='vos mots')),
                ('would_again', models.BooleanField(null=True, verbose_name='le referiez-vous ?')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='dit le')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thanks', to='exchanges.exchange')),
            ],
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=campagnon.common.ids.new_public_id, editable=False, max_length=12, unique=True)),
                ('turn', models.PositiveSmallIntegerField(default=0, verbose_name='rang')),
                ('sequence', models.PositiveSmallIntegerField(default=0, verbose_name='version')),
                ('starts_at', models.DateTimeField(verbose_name='début')),
                ('ends_at', models.DateTimeField(verbose_name='fin')),
                ('booked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='fixé le')),
                ('reminded_at', models.DateTimeField(null=True, verbose_name='rappelé le')),
                ('asked_at', models.DateTimeField(null=True, verbose_name='« a-t-il eu lieu ? » demandé le')),
                ('asked_again_at', models.DateTimeField(null=True, verbose_name='redemandé le')),
                ('happened_at', models.DateTimeField(null=True, verbose_name='a eu lieu, dit le')),
                ('missed_at', models.DateTimeField(null=True, verbose_name='n’a pas eu lieu, dit le')),
                ('cancelled_at', models.DateTimeField(null=True, verbose_name='annulé le')),
                ('cancel_words', models.CharField(blank=True, max_length=200, verbose_name='un mot d’explication')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='exchanges.agreement')),
                ('cancelled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='exchanges.exchange')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['starts_at'],
            },
        ),
        migrations.AddField(
            model_name='agreement',
            name='moves',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='exchanges.visit', verbose_name='déplace'),
        ),
        migrations.AddIndex(
            model_name='exchange',
            index=models.Index(fields=['asker', 'ended_at'], name='exchanges_exchange_asker'),
        ),
        migrations.AddIndex(
            model_name='exchange',
            index=models.Index(fields=['helper', 'ended_at'], name='exchanges_exchange_helper'),
        ),
        migrations.AddIndex(
            model_name='exchange',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['next_step_at'], name='exchanges_exchange_due'),
        ),
        migrations.AddConstraint(
            model_name='exchange',
            constraint=models.UniqueConstraint(models.F('need'), condition=models.Q(('ended_at', None)), name='exchanges_exchange_one_live_a_need'),
        ),
        migrations.AddConstraint(
            model_name='exchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_at', None), ('next_step_at__isnull', False)), models.Q(('ended_at__isnull', False), ('next_step_at', None), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='exchanges_exchange_ended_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='thanks',
            constraint=models.UniqueConstraint(models.F('exchange'), models.F('by'), name='exchanges_thanks_once'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['starts_at'], name='exchanges_visit_starts'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.UniqueConstraint(models.F('agreement'), models.F('turn'), name='exchanges_visit_once'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='exchanges_visit_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('happened_at', None), ('missed_at', None)), models.Q(('cancelled_at', None), ('happened_at', None)), models.Q(('cancelled_at', None), ('missed_at', None)), _connector='OR'), name='exchanges_visit_one_end'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(models.F('exchange'), condition=models.Q(('accepted_at__isnull', False), ('moves', None), ('replaced_at', None)), name='exchanges_agreement_one_standing'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(models.F('exchange'), condition=models.Q(('accepted_at', None), ('replaced_at', None)), name='exchanges_agreement_one_proposed'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('hours__gt', 0), ('hours__lte', 12)), name='exchanges_agreement_hours'),
        ),
    ]
