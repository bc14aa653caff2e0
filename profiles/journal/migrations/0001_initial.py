import uuid

import django.db.models.functions.datetime
from django.db import migrations, models

# Whoever changes a person or a profile, by page, command or import: the act is in the journal, in the same
# transaction. The functions run as their owner, since the web role may not write an entry itself.
TRIGGERS = """
CREATE SEQUENCE journal_entry_number;
CREATE FUNCTION journal_of_candidate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO journal_entry (id, number, act, candidate, state)
        VALUES (gen_random_uuid(), nextval('journal_entry_number'), 'erased', OLD.id, '');
    ELSIF NEW.objected_on IS NOT NULL THEN
        INSERT INTO journal_entry (id, number, act, candidate, "on", state)
        VALUES (gen_random_uuid(), nextval('journal_entry_number'), 'objection', NEW.id, NEW.objected_on, '');
    ELSE
        INSERT INTO journal_entry (id, number, act, candidate, state)
        VALUES (gen_random_uuid(), nextval('journal_entry_number'), 'objection_lifted', NEW.id, '');
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION journal_of_profile() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO journal_entry (id, number, act, candidate, state)
    VALUES (gen_random_uuid(), nextval('journal_entry_number'), 'state', NEW.candidate_id, NEW.state);
    RETURN NULL;
END $$;
CREATE TRIGGER journal_deleted AFTER DELETE ON register_candidate
    FOR EACH ROW EXECUTE FUNCTION journal_of_candidate();
CREATE TRIGGER journal_inserted AFTER INSERT ON register_candidate
    FOR EACH ROW WHEN (NEW.objected_on IS NOT NULL) EXECUTE FUNCTION journal_of_candidate();
CREATE TRIGGER journal_objected AFTER UPDATE ON register_candidate
    FOR EACH ROW WHEN (OLD.objected_on IS DISTINCT FROM NEW.objected_on)
    EXECUTE FUNCTION journal_of_candidate();
CREATE TRIGGER journal_state AFTER UPDATE ON register_profile
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state
        AND (NEW.state IN ('paused', 'placed', 'withdrawn') OR OLD.state IN ('paused', 'placed', 'withdrawn')))
    EXECUTE FUNCTION journal_of_profile();
"""
NO_TRIGGERS = """
DROP TRIGGER journal_state ON register_profile;
DROP TRIGGER journal_objected ON register_candidate;
DROP TRIGGER journal_inserted ON register_candidate;
DROP TRIGGER journal_deleted ON register_candidate;
DROP FUNCTION journal_of_profile();
DROP FUNCTION journal_of_candidate();
DROP SEQUENCE journal_entry_number;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("register", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(verbose_name="volgorde")),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="wanneer"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("objection", "bezwaar"),
                            ("objection_lifted", "bezwaar ingetrokken"),
                            ("erased", "gewist"),
                            ("state", "toestand van het profiel"),
                        ],
                        max_length=20,
                        verbose_name="wat",
                    ),
                ),
                ("candidate", models.BigIntegerField(verbose_name="nummer van de persoon")),
                ("on", models.DateField(null=True, verbose_name="datum")),
                ("state", models.CharField(blank=True, max_length=10, verbose_name="toestand")),
                ("copied_at", models.DateTimeField(null=True, verbose_name="gekopieerd op")),
            ],
            options={
                "verbose_name": "regel van het dagboek",
                "verbose_name_plural": "dagboek",
                "ordering": ["number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("copied_at", None)),
                        fields=["number"],
                        name="journal_entry_waiting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Redone",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "verbose_name": "opnieuw uitgevoerd",
                "verbose_name_plural": "opnieuw uitgevoerd",
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
