from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supplies", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="lot",
            name="earmark",
            field=models.CharField(
                blank=True, db_index=True, default="", max_length=64
            ),
            preserve_default=False,
        ),
    ]
