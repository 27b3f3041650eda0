from django.db import migrations, models

from accord.search import fts


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=64)),
                ("group", models.CharField(max_length=16)),
                ("audience", models.TextField(blank=True)),
            ],
        ),
        migrations.RunPython(fts.create, fts.remove),
    ]
