import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# who drafted the round took the solver's match over; who replaced somebody chose by hand
FILL = """
UPDATE duties_secondment s SET chosen_by_id = r.drafted_by_id
FROM duties_secondmentround r WHERE r.id = s.round_id;
UPDATE duties_secondment s SET choice = 'changed', choice_says = old.says,
  chosen_by_id = coalesce((SELECT e.actor_id FROM record_event e
    WHERE e.stream = 'secondment:' || s.id AND e.kind = 'secondment.took_over'
    ORDER BY e.sequence LIMIT 1), s.chosen_by_id)
FROM duties_secondment old WHERE old.id = s.instead_of_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0002_work"),
        ("record", "0007_cashiers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="secondment",
            name="choice",
            field=models.CharField(
                choices=[
                    ("solved", "The best match, as it was worked out"),
                    ("changed", "Chosen otherwise by hand"),
                ],
                default="solved",
                max_length=7,
            ),
        ),
        migrations.AddField(
            model_name="secondment",
            name="choice_says",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="secondment",
            name="chosen_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="secondment",
            name="cost",
            field=models.IntegerField(null=True),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="secondment",
            name="chosen_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="secondment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("choice", "solved"), ("choice_says", ""), ("cost", None)),
                    models.Q(
                        ("choice", "changed"), models.Q(("choice_says", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="secondment_chosen_otherwise_with_a_reason",
            ),
        ),
    ]
