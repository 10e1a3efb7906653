from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_plans_and_problems")]

    operations = [
        migrations.AddField(
            model_name="serviceorder",
            name="wait_until",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="serviceorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("wait_until", None),
                    models.Q(("state__in", ["dispatched", "closed"]), _negated=True),
                    _connector="OR",
                ),
                name="service_order_waits_for_somebody",
            ),
        ),
    ]
