-- A revision keeps how the gate ruled; the words of the verdict are in the journal alone.
UPDATE "machines"
SET "snapshot" = jsonb_set("snapshot"::jsonb, '{context,revisions}', (
  SELECT coalesce(jsonb_agg(
    jsonb_set(revision, '{verdict}', jsonb_build_object(
      'allowed', revision->'verdict'->'allowed',
      'denied', (
        SELECT count(*) FROM jsonb_array_elements(revision->'verdict'->'checks') AS "check"
        WHERE "check"->>'outcome' = 'deny'
      ),
      'assessedAt', revision->'verdict'->'assessedAt'
    )) ORDER BY place
  ), '[]'::jsonb)
  FROM jsonb_array_elements("snapshot"::jsonb->'context'->'revisions') WITH ORDINALITY AS revisions(revision, place)
))::text
WHERE "machine" = 'proposal@1';
