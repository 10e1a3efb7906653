from django.db import migrations

ROLES = ("window", "handler", "chief", "leader")


def add_roles(apps, schema_editor):
    role = apps.get_model("record", "Role")
    role.objects.bulk_create(role(code=code, kind="business") for code in ROLES)


class Migration(migrations.Migration):
    dependencies = [("record", "0005_tokens")]

    operations = [migrations.RunPython(add_roles, migrations.RunPython.noop)]
