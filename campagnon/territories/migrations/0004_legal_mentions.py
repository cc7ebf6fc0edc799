from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('territories', '0003_territory_opened_by'),
    ]

    operations = [
        migrations.AddField(
            model_name='territory',
            name='publication_director',
            field=models.CharField(blank=True, max_length=120, verbose_name='directrice ou directeur de la publication'),
        ),
        migrations.AddField(
            model_name='territory',
            name='seat',
            field=models.CharField(blank=True, max_length=200, verbose_name='siège de la communauté de communes, adresse postale'),
        ),
    ]
