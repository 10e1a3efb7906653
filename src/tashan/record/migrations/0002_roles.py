"""The roles as rows, and the two keys that keep business and the administrations apart."""

from django.db import migrations

ROLES = [
    ("reader", "business"),
    ("reviewer", "business"),
    ("steward", "business"),
    ("exporter", "business"),
    ("system_admin", "system"),
    ("security_admin", "security"),
    ("audit_admin", "audit"),
]


def add_roles(apps, schema_editor):
    role = apps.get_model("record", "Role")
    role.objects.bulk_create(role(code=code, kind=kind) for code, kind in ROLES)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_people_events_and_files")]

    operations = [
        migrations.RunPython(add_roles, migrations.RunPython.noop),
        migrations.RunSQL(
            """
            ALTER TABLE record_rolegrant
                ADD CONSTRAINT grant_kind_is_the_users
                    FOREIGN KEY (user_id, kind) REFERENCES record_user (id, kind),
                ADD CONSTRAINT grant_kind_is_the_roles
                    FOREIGN KEY (role_id, kind) REFERENCES record_role (code, kind);
            """,
            """
            ALTER TABLE record_rolegrant
                DROP CONSTRAINT grant_kind_is_the_users,
                DROP CONSTRAINT grant_kind_is_the_roles;
            """,
        ),
    ]
