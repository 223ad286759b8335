CREATE TYPE "public"."checkout_status" AS ENUM('PENDING', 'PROCESSING', 'SUCCEEDED', 'FAILED', 'EXPIRED', 'CANCELED', 'REFUNDING', 'REFUNDED', 'DISPUTED');--> statement-breakpoint
CREATE TYPE "public"."checkout_type" AS ENUM('PARTICIPANT_SALE', 'VIEWER_SALE', 'DONATION');--> statement-breakpoint
CREATE TYPE "public"."provider_name" AS ENUM('stripe', 'sandbox');--> statement-breakpoint
CREATE TYPE "public"."transaction_type" AS ENUM('PARTICIPANT_SALE', 'VIEWER_SALE', 'DONATION', 'REFUND');--> statement-breakpoint
CREATE TYPE "public"."staff_role" AS ENUM('ADMIN', 'SUBADMIN');--> statement-breakpoint
CREATE TYPE "public"."tournament_status" AS ENUM('PENDING', 'ONGOING', 'FINISHED', 'CANCELED');--> statement-breakpoint
CREATE TABLE "inbox" (
	"message_id" uuid PRIMARY KEY NOT NULL,
	"routing_key" text NOT NULL,
	"handled_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"routing_key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"headers" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checkouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" "checkout_type" NOT NULL,
	"status" "checkout_status" NOT NULL,
	"buyer_id" uuid NOT NULL,
	"is_anonymous" boolean NOT NULL,
	"message" text,
	"tournament_id" uuid NOT NULL,
	"match_id" uuid,
	"wanted_ticket_id" uuid,
	"ticket_id" uuid,
	"issued_at" timestamp (3) with time zone,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"commission_minor" bigint NOT NULL,
	"provider" "provider_name",
	"session_id" text,
	"payment_url" text,
	"payment_id" text,
	"success_url" text NOT NULL,
	"cancel_url" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"input_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"reason" text,
	"refund_id" text,
	"refund_due_at" timestamp (3) with time zone,
	"refunded_at" timestamp (3) with time zone,
	CONSTRAINT "checkouts_amount" CHECK ("checkouts"."amount_minor" >= 0),
	CONSTRAINT "checkouts_commission" CHECK ("checkouts"."commission_minor" between 0 and "checkouts"."amount_minor"),
	CONSTRAINT "checkouts_match_of_viewer" CHECK (("checkouts"."type" = 'VIEWER_SALE') = ("checkouts"."match_id" is not null)),
	CONSTRAINT "checkouts_refundable" CHECK ("checkouts"."refunded_at" is null or "checkouts"."paid_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"transaction_id" uuid NOT NULL,
	"account" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"provider" "provider_name" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"checkout_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"tournament_id" uuid NOT NULL,
	"type" "transaction_type" NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "transactions_sign" CHECK (("transactions"."type" = 'REFUND') = ("transactions"."amount_minor" < 0))
);
--> statement-breakpoint
CREATE TABLE "provider_events" (
	"provider" "provider_name" NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "provider_events_provider_id_pk" PRIMARY KEY("provider","id")
);
--> statement-breakpoint
CREATE TABLE "tournament_staff" (
	"tournament_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "staff_role" NOT NULL,
	CONSTRAINT "tournament_staff_tournament_id_user_id_pk" PRIMARY KEY("tournament_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "tournaments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"status" "tournament_status" NOT NULL,
	"organizer_id" uuid,
	"currency" text,
	"staff_revision" integer
);
--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_transaction_id_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."transactions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_checkout_id_checkouts_id_fk" FOREIGN KEY ("checkout_id") REFERENCES "public"."checkouts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_staff" ADD CONSTRAINT "tournament_staff_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_handled" ON "inbox" USING btree ("handled_at");--> statement-breakpoint
CREATE UNIQUE INDEX "checkouts_idempotency_key" ON "checkouts" USING btree ("buyer_id","idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "checkouts_session" ON "checkouts" USING btree ("provider","session_id");--> statement-breakpoint
CREATE UNIQUE INDEX "checkouts_payment" ON "checkouts" USING btree ("provider","payment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "checkouts_open" ON "checkouts" USING btree ("buyer_id","tournament_id") WHERE type <> 'DONATION' and status = 'PENDING';--> statement-breakpoint
CREATE INDEX "checkouts_buyer" ON "checkouts" USING btree ("buyer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "checkouts_tournament" ON "checkouts" USING btree ("tournament_id","type","completed_at","id");--> statement-breakpoint
CREATE INDEX "checkouts_match" ON "checkouts" USING btree ("match_id");--> statement-breakpoint
CREATE INDEX "checkouts_ticket" ON "checkouts" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "checkouts_unsettled" ON "checkouts" USING btree ("expires_at") WHERE status in ('PENDING', 'PROCESSING', 'REFUNDING', 'DISPUTED');--> statement-breakpoint
CREATE INDEX "ledger_entries_transaction" ON "ledger_entries" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "ledger_entries_account" ON "ledger_entries" USING btree ("account","currency","provider");--> statement-breakpoint
CREATE UNIQUE INDEX "transactions_paid_once" ON "transactions" USING btree ("checkout_id") WHERE type <> 'REFUND';--> statement-breakpoint
CREATE INDEX "transactions_person" ON "transactions" USING btree ("person_id","created_at","id");--> statement-breakpoint
CREATE INDEX "transactions_tournament" ON "transactions" USING btree ("tournament_id","type");