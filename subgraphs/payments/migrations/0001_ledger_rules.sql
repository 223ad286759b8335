CREATE FUNCTION "public"."refuse_to_change_ledger"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is only added to: % of % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', HINT = 'Record what corrects it as a transaction of its own.';
END $$;
--> statement-breakpoint
CREATE TRIGGER "transactions_only_added_to" BEFORE UPDATE OR DELETE OR TRUNCATE ON "transactions"
  FOR EACH STATEMENT EXECUTE FUNCTION "public"."refuse_to_change_ledger"();
--> statement-breakpoint
CREATE TRIGGER "ledger_entries_only_added_to" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "public"."refuse_to_change_ledger"();
--> statement-breakpoint
-- The argument names the column of the changed row that holds the transaction's id.
CREATE FUNCTION "public"."require_balanced_transaction"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  recorded "public"."transactions";
BEGIN
  SELECT * INTO STRICT recorded FROM "public"."transactions" WHERE "id" = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
  IF EXISTS (
    SELECT FROM "public"."ledger_entries" WHERE "transaction_id" = recorded."id"
    GROUP BY "currency", "provider" HAVING sum("amount_minor") <> 0
  ) THEN
    RAISE EXCEPTION 'the entries of transaction % do not sum to zero', recorded."id"
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
  END IF;
  -- none at all is nothing given, too
  IF recorded."amount_minor" <> (
    SELECT coalesce(-sum("amount_minor"), 0) FROM "public"."ledger_entries"
    WHERE "transaction_id" = recorded."id" AND "account" = 'provider' AND "currency" = recorded."currency"
  ) OR NOT EXISTS (SELECT FROM "public"."ledger_entries" WHERE "transaction_id" = recorded."id") THEN
    RAISE EXCEPTION 'the entries of transaction % do not move its amount', recorded."id"
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
  END IF;
  IF (
    SELECT sum("amount_minor") FROM "public"."transactions" WHERE "checkout_id" = recorded."checkout_id"
  ) < 0 THEN
    RAISE EXCEPTION 'more goes back than was paid for checkout %', recorded."checkout_id"
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- At commit, since a transaction comes before its entries and they come one by one.
CREATE CONSTRAINT TRIGGER "transactions_balanced" AFTER INSERT ON "transactions"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "public"."require_balanced_transaction"('id');
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "ledger_entries_balanced" AFTER INSERT ON "ledger_entries"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "public"."require_balanced_transaction"('transaction_id');
