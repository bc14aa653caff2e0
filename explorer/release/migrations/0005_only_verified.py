"""No release becomes active unless what it holds was verified and found without violation."""

from django.db import migrations

HASHED = ("publishedprofile", "publishedconcept", "releaseindex")

FUNCTIONS = """
CREATE FUNCTION explorer_release_only_verified() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    newest explorer_release_verification;
    rows_now bigint;
    concepts_now bigint;
BEGIN
    SELECT * INTO newest FROM explorer_release_verification
        WHERE release_id = NEW.number ORDER BY id DESC LIMIT 1;
    IF newest.id IS NULL THEN
        RAISE EXCEPTION 'release % cannot become active: it was not verified', NEW.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT count(*) INTO rows_now FROM explorer_release_publishedprofile WHERE release_id = NEW.number;
    SELECT count(*) INTO concepts_now FROM explorer_release_publishedconcept WHERE release_id = NEW.number;
    IF (newest.content_hash, newest.rows, newest.concepts)
        IS DISTINCT FROM (NEW.content_hash, rows_now, concepts_now) THEN
        RAISE EXCEPTION 'release % cannot become active: something else was verified than it holds', NEW.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF newest.violations > 0 THEN
        RAISE EXCEPTION 'release % cannot become active: its verification found violations', NEW.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION explorer_release_only_before_verification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever makes the release active waits until what is added here is committed, and counts it.
    PERFORM FROM explorer_release_release release
        WHERE release.number IN (SELECT release_id FROM added) FOR SHARE;
    IF EXISTS (
        SELECT FROM explorer_release_verification verification
        WHERE verification.release_id IN (SELECT release_id FROM added)
    ) THEN
        RAISE EXCEPTION 'a release is immutable: nothing can be added to % once it was verified', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""
TRIGGERS = "CREATE TRIGGER only_verified BEFORE INSERT OR UPDATE ON explorer_release_release FOR EACH ROW "
TRIGGERS += "WHEN (NEW.state = 'active') EXECUTE FUNCTION explorer_release_only_verified();"
TRIGGERS += "".join(
    f"CREATE TRIGGER only_before_verification AFTER INSERT ON explorer_release_{table} "
    "REFERENCING NEW TABLE AS added FOR EACH STATEMENT "
    "EXECUTE FUNCTION explorer_release_only_before_verification();"
    for table in HASHED
)
UNDO = "DROP TRIGGER only_verified ON explorer_release_release;"
UNDO += "".join(f"DROP TRIGGER only_before_verification ON explorer_release_{table};" for table in HASHED)
UNDO += "DROP FUNCTION explorer_release_only_verified(), explorer_release_only_before_verification();"


class Migration(migrations.Migration):
    dependencies = [("explorer_release", "0004_releasereport")]

    operations = [migrations.RunSQL(FUNCTIONS + TRIGGERS, UNDO)]
