-- Fails the statement that calls it, and so everything that the statement has stored.
CREATE FUNCTION "refuse_commit"("reason" text) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RAISE EXCEPTION USING MESSAGE = reason, ERRCODE = 'CS001';
END
$$;
