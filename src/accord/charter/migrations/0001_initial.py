import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Application",
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
                ("token", models.CharField(max_length=43, unique=True)),
                ("wants", models.CharField(db_index=True, max_length=16)),
                (
                    "state",
                    models.CharField(db_index=True, default="new", max_length=16),
                ),
                ("language", models.CharField(blank=True, max_length=3)),
                ("sealed", models.BinaryField()),
                ("readers", models.TextField(blank=True)),
                ("created", models.DateTimeField()),
                ("confirmed", models.DateTimeField(null=True)),
                ("moved", models.DateTimeField(null=True)),
                ("answered_by", models.CharField(blank=True, max_length=32)),
                ("person", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "handle",
                    models.CharField(max_length=32, primary_key=True, serialize=False),
                ),
                ("joined", models.DateTimeField()),
                ("joined_index", models.BigIntegerField()),
                ("joined_by", models.CharField(max_length=64)),
                ("left", models.DateTimeField(null=True)),
                ("left_index", models.BigIntegerField(null=True)),
                ("left_by", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Room",
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
                ("domain", models.CharField(max_length=200)),
                ("hub_key", models.CharField(max_length=64)),
                ("created", models.DateTimeField()),
                ("rules", models.JSONField(default=dict)),
                ("finality", models.CharField(default="hub", max_length=8)),
                ("payload", models.BinaryField(null=True)),
                ("contents", models.JSONField(default=dict)),
                ("frozen", models.DateTimeField(null=True)),
                ("frozen_by", models.CharField(blank=True, max_length=32)),
                ("coalition", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="RosterRow",
            fields=[
                (
                    "act",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("version", models.PositiveIntegerField()),
                ("index", models.BigIntegerField()),
                ("time", models.DateTimeField()),
                ("joined", models.TextField(blank=True)),
                ("left", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="RoomComment",
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
                ("handle", models.CharField(max_length=32)),
                ("text", models.TextField(max_length=40000)),
                ("time", models.DateTimeField()),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="charter.room",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RosterDraft",
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
                ("token", models.CharField(max_length=43, unique=True)),
                ("sponsor", models.CharField(max_length=32)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("handle", models.CharField(blank=True, max_length=32)),
                ("seal", models.CharField(blank=True, max_length=64)),
                ("note", models.TextField(blank=True, max_length=40000)),
                ("payload", models.BinaryField(null=True)),
                ("contents", models.JSONField(default=dict)),
                ("act", models.CharField(blank=True, max_length=64)),
                ("created", models.DateTimeField()),
                (
                    "application",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="draft",
                        to="charter.application",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RoomDeclaration",
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
                ("language", models.CharField(max_length=3)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField(blank=True, max_length=40000)),
                ("version", models.PositiveIntegerField(default=0)),
                ("changed", models.DateTimeField(null=True)),
                ("changed_by", models.CharField(blank=True, max_length=32)),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="charter.room",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("room", "language"), name="room_declaration_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoomFounder",
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
                ("token", models.CharField(max_length=43, unique=True)),
                ("handle", models.CharField(blank=True, max_length=32)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("invited_by", models.CharField(blank=True, max_length=32)),
                ("entered", models.DateTimeField(null=True)),
                ("seal", models.CharField(blank=True, max_length=64)),
                ("signature", models.CharField(blank=True, max_length=128)),
                ("copy", models.CharField(blank=True, max_length=64)),
                ("copy_signature", models.CharField(blank=True, max_length=128)),
                ("signed", models.DateTimeField(null=True)),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="founders",
                        to="charter.room",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("handle", ""), _negated=True),
                        fields=("room", "handle"),
                        name="room_founder_handle",
                    )
                ],
            },
        ),
    ]
