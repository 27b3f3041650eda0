"""What sources said is searched without accents, like everything else."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from accord.search.folding import folded


def fold(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Folds the words of items that were kept before."""
    items = apps.get_model("reports", "Item")._default_manager
    for item in items.iterator():
        item.search = folded(f"{item.title} {item.text}")
        item.save(update_fields=["search"])


class Migration(migrations.Migration):
    """Items kept before are found in the same way as new ones."""

    dependencies = (("reports", "0001_initial"),)
    operations = (migrations.RunPython(fold, migrations.RunPython.noop),)
