import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Conflict",
            fields=[
                (
                    "act",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("template", models.TextField()),
                ("values", models.TextField()),
                ("index", models.BigIntegerField()),
                ("time", models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="Consignment",
            fields=[
                (
                    "act",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("by", models.CharField(max_length=32)),
                ("site", models.CharField(max_length=64)),
                ("owner", models.CharField(max_length=32)),
                ("receiver", models.CharField(max_length=32)),
                ("destination", models.CharField(db_index=True, max_length=64)),
                ("holder", models.CharField(max_length=32)),
                ("state", models.CharField(db_index=True, max_length=10)),
                ("stored", models.CharField(blank=True, max_length=64)),
                ("index", models.BigIntegerField()),
                ("time", models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="Dated",
            fields=[
                (
                    "key",
                    models.CharField(max_length=32, primary_key=True, serialize=False),
                ),
                ("expiry", models.CharField(max_length=10)),
                ("item", models.CharField(max_length=64)),
                ("units", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="DaySum",
            fields=[
                (
                    "key",
                    models.CharField(max_length=32, primary_key=True, serialize=False),
                ),
                ("day", models.CharField(db_index=True, max_length=10)),
                ("item", models.CharField(max_length=64)),
                ("units", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Difference",
            fields=[
                (
                    "key",
                    models.CharField(max_length=68, primary_key=True, serialize=False),
                ),
                ("act", models.CharField(db_index=True, max_length=64)),
                ("consignment", models.CharField(db_index=True, max_length=64)),
                ("line", models.PositiveSmallIntegerField()),
                ("damaged", models.BigIntegerField()),
                ("missing", models.BigIntegerField()),
                ("excess", models.BigIntegerField()),
                ("agreed", models.CharField(blank=True, db_index=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Gift",
            fields=[
                (
                    "key",
                    models.CharField(max_length=32, primary_key=True, serialize=False),
                ),
                ("donor", models.CharField(db_index=True, max_length=64)),
                ("item", models.CharField(max_length=64)),
                ("owner", models.CharField(max_length=32)),
                ("earmark", models.CharField(blank=True, max_length=64)),
                ("given", models.BigIntegerField()),
                ("used", models.BigIntegerField()),
                ("good", models.BigIntegerField()),
                ("damaged", models.BigIntegerField()),
                ("transit", models.BigIntegerField()),
                ("missing", models.BigIntegerField()),
                ("lost", models.BigIntegerField()),
                ("counted", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="GivenOut",
            fields=[
                (
                    "key",
                    models.CharField(max_length=129, primary_key=True, serialize=False),
                ),
                ("units", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "act",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("consignment", models.CharField(db_index=True, max_length=64)),
                ("giver", models.CharField(max_length=32)),
                ("receiver", models.CharField(max_length=32)),
                ("state", models.CharField(max_length=10)),
                ("index", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "act",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("by", models.CharField(max_length=32)),
                ("code", models.CharField(max_length=64)),
                ("unit", models.CharField(max_length=64)),
                ("grams", models.BigIntegerField()),
                ("millilitres", models.BigIntegerField()),
                ("packs", models.TextField()),
                ("names", models.CharField(max_length=64)),
                ("index", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Kit",
            fields=[
                (
                    "act",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("by", models.CharField(max_length=32)),
                ("code", models.CharField(max_length=64)),
                ("parts", models.TextField()),
                ("names", models.CharField(max_length=64)),
                ("index", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                (
                    "lot",
                    models.CharField(max_length=68, primary_key=True, serialize=False),
                ),
                ("item", models.CharField(db_index=True, max_length=64)),
                ("owner", models.CharField(max_length=32)),
                ("donor", models.CharField(blank=True, max_length=64)),
                ("batch", models.CharField(blank=True, max_length=64)),
                ("expiry", models.CharField(blank=True, max_length=10)),
                ("earmark", models.CharField(blank=True, db_index=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                (
                    "act",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("by", models.CharField(max_length=32)),
                ("site", models.CharField(max_length=64)),
                ("item", models.CharField(max_length=64)),
                ("quantity", models.BigIntegerField()),
                ("priority", models.PositiveSmallIntegerField()),
                ("people", models.BigIntegerField()),
                ("due", models.CharField(max_length=20)),
                ("note", models.CharField(blank=True, max_length=64)),
                ("index", models.BigIntegerField()),
                ("given", models.BigIntegerField(default=0)),
                ("undone", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "act",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("by", models.CharField(max_length=32)),
                ("site", models.CharField(max_length=64)),
                ("until", models.CharField(max_length=20)),
                ("item", models.CharField(blank=True, max_length=64)),
                ("quantity", models.BigIntegerField(default=0)),
                ("vehicle", models.CharField(blank=True, max_length=64)),
                ("note", models.CharField(blank=True, max_length=64)),
                ("index", models.BigIntegerField()),
                ("over", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="PlanPart",
            fields=[
                (
                    "act",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("by", models.CharField(max_length=32)),
                ("plan", models.CharField(db_index=True, max_length=64)),
                ("vehicles", models.TextField()),
                ("index", models.BigIntegerField()),
                ("over", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Policy",
            fields=[
                (
                    "act",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("by", models.CharField(max_length=32)),
                ("to", models.CharField(max_length=32)),
                ("items", models.TextField()),
                ("limit", models.BigIntegerField()),
                ("floor", models.BigIntegerField()),
                ("until", models.CharField(max_length=20)),
                ("index", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="RoadChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("crossing", models.CharField(db_index=True, max_length=40)),
                ("factor", models.FloatField(null=True)),
                ("note", models.TextField(blank=True)),
                ("member", models.CharField(max_length=32)),
                ("person", models.CharField(max_length=64)),
                ("time", models.DateTimeField()),
                ("over", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Shelf",
            fields=[
                (
                    "key",
                    models.CharField(max_length=230, primary_key=True, serialize=False),
                ),
                ("holder", models.CharField(max_length=32)),
                ("place", models.CharField(db_index=True, max_length=80)),
                ("owner", models.CharField(max_length=32)),
                ("item", models.CharField(max_length=64)),
                ("good", models.BigIntegerField()),
                ("damaged", models.BigIntegerField()),
                ("expiry", models.CharField(blank=True, max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                (
                    "act",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("by", models.CharField(max_length=32)),
                ("code", models.CharField(max_length=64)),
                ("place", models.CharField(max_length=64)),
                ("index", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Vehicle",
            fields=[
                (
                    "act",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("by", models.CharField(max_length=32)),
                ("code", models.CharField(max_length=64)),
                ("grams", models.BigIntegerField()),
                ("millilitres", models.BigIntegerField()),
                ("pallets", models.PositiveIntegerField()),
                ("bands", models.CharField(max_length=40)),
                ("home", models.CharField(blank=True, max_length=64)),
                ("names", models.CharField(max_length=64)),
                ("index", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Recall",
            fields=[
                (
                    "lot",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="recall",
                        serialize=False,
                        to="supplies.lot",
                    ),
                ),
                ("member", models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="ConsignmentLine",
            fields=[
                (
                    "key",
                    models.CharField(max_length=68, primary_key=True, serialize=False),
                ),
                ("consignment", models.CharField(db_index=True, max_length=64)),
                ("number", models.PositiveSmallIntegerField()),
                ("sent", models.BigIntegerField()),
                (
                    "lot",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="lines",
                        to="supplies.lot",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Balance",
            fields=[
                (
                    "key",
                    models.CharField(max_length=32, primary_key=True, serialize=False),
                ),
                ("holder", models.CharField(blank=True, max_length=32)),
                ("place", models.CharField(db_index=True, max_length=80)),
                ("owner", models.CharField(max_length=32)),
                ("condition", models.CharField(max_length=8)),
                ("quantity", models.BigIntegerField()),
                (
                    "lot",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="balances",
                        to="supplies.lot",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("act", models.CharField(max_length=64)),
                ("quantity", models.BigIntegerField()),
                ("owner", models.CharField(max_length=32)),
                ("target_owner", models.CharField(max_length=32)),
                ("source_holder", models.CharField(blank=True, max_length=32)),
                ("source_place", models.CharField(db_index=True, max_length=80)),
                ("source_condition", models.CharField(max_length=8)),
                ("target_holder", models.CharField(blank=True, max_length=32)),
                ("target_place", models.CharField(db_index=True, max_length=80)),
                ("target_condition", models.CharField(max_length=8)),
                ("time", models.CharField(max_length=20)),
                (
                    "lot",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="movements",
                        to="supplies.lot",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("key", models.CharField(blank=True, db_index=True, max_length=64)),
                (
                    "state",
                    models.CharField(db_index=True, default="waiting", max_length=8),
                ),
                ("member", models.CharField(max_length=32)),
                ("person", models.CharField(max_length=64)),
                ("time", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
                ("seed", models.PositiveIntegerField()),
                ("seconds", models.PositiveIntegerField()),
                ("asked", models.JSONField(default=dict)),
                ("problem", models.JSONField(null=True)),
                ("plan", models.JSONField(null=True)),
                ("kept", models.JSONField(default=list)),
                ("left_out", models.JSONField(default=list)),
                ("progress", models.JSONField(default=dict)),
                ("stop", models.BooleanField(default=False)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                (
                    "of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="supplies.planrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanRefusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("member", models.CharField(max_length=32)),
                ("person", models.CharField(max_length=64)),
                ("time", models.DateTimeField()),
                ("need", models.CharField(blank=True, max_length=64)),
                ("vehicle", models.CharField(blank=True, max_length=75)),
                ("reason", models.TextField()),
                ("over", models.BooleanField(default=False)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="refusals",
                        to="supplies.planrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reserved",
            fields=[
                (
                    "key",
                    models.CharField(max_length=300, primary_key=True, serialize=False),
                ),
                ("part", models.CharField(db_index=True, max_length=64)),
                ("holder", models.CharField(max_length=32)),
                ("place", models.CharField(db_index=True, max_length=80)),
                ("owner", models.CharField(max_length=32)),
                ("quantity", models.BigIntegerField()),
                (
                    "lot",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="reserved",
                        to="supplies.lot",
                    ),
                ),
            ],
        ),
    ]
