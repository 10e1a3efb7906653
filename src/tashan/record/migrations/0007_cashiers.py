from django.db import migrations


def add_role(apps, schema_editor):
    apps.get_model("record", "Role").objects.create(code="cashier", kind="business")


class Migration(migrations.Migration):
    dependencies = [("record", "0006_roles_of_casework")]

    operations = [migrations.RunPython(add_role, migrations.RunPython.noop)]
