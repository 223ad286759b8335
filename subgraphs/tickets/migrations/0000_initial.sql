CREATE TYPE "public"."offer_status" AS ENUM('OPEN', 'ACCEPTED', 'WITHDRAWN', 'EXPIRED');--> statement-breakpoint
CREATE TYPE "public"."staff_role" AS ENUM('ADMIN', 'SUBADMIN');--> statement-breakpoint
CREATE TYPE "public"."ticket_status" AS ENUM('GENERATED', 'RESERVED', 'ACTIVE', 'SUSPENDED', 'USED', 'CANCELED');--> statement-breakpoint
CREATE TYPE "public"."ticket_type" AS ENUM('PARTICIPANT', 'VIEWER');--> statement-breakpoint
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
CREATE TABLE "ticket_offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ticket_id" uuid NOT NULL,
	"tournament_id" uuid NOT NULL,
	"from_user_id" uuid NOT NULL,
	"to_user_id" uuid NOT NULL,
	"status" "offer_status" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" "ticket_type" NOT NULL,
	"status" "ticket_status" NOT NULL,
	"tournament_id" uuid NOT NULL,
	"match_id" uuid,
	"owner_id" uuid,
	"checkout_id" uuid,
	"price_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"code" text,
	"hold_until" timestamp (3) with time zone,
	"held_since" timestamp (3) with time zone,
	"issued_at" timestamp (3) with time zone,
	"checked_in_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tickets_match" CHECK (("tickets"."type" = 'VIEWER') = ("tickets"."match_id" is not null)),
	CONSTRAINT "tickets_owned" CHECK ("tickets"."status" not in ('RESERVED', 'ACTIVE', 'SUSPENDED', 'USED') or "tickets"."owner_id" is not null),
	CONSTRAINT "tickets_held" CHECK (("tickets"."owner_id" is null) = ("tickets"."held_since" is null)),
	CONSTRAINT "tickets_issued" CHECK ("tickets"."status" not in ('ACTIVE', 'SUSPENDED', 'USED') or ("tickets"."code" is not null and "tickets"."issued_at" is not null))
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
	"participant_price_minor" bigint,
	"viewer_price_minor" bigint,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"capacity" integer,
	"dates_revision" integer,
	"staff_revision" integer
);
--> statement-breakpoint
ALTER TABLE "ticket_offers" ADD CONSTRAINT "ticket_offers_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_offers" ADD CONSTRAINT "ticket_offers_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_staff" ADD CONSTRAINT "tournament_staff_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_handled" ON "inbox" USING btree ("handled_at");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_offers_open" ON "ticket_offers" USING btree ("ticket_id") WHERE status = 'OPEN';--> statement-breakpoint
CREATE INDEX "ticket_offers_addressee" ON "ticket_offers" USING btree ("to_user_id","created_at","id") WHERE status = 'OPEN';--> statement-breakpoint
CREATE INDEX "ticket_offers_tournament" ON "ticket_offers" USING btree ("tournament_id") WHERE status = 'OPEN';--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_participant_once" ON "tickets" USING btree ("owner_id","tournament_id") WHERE type = 'PARTICIPANT' and status in ('RESERVED', 'ACTIVE', 'SUSPENDED', 'USED');--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_viewer_once" ON "tickets" USING btree ("owner_id","match_id") WHERE type = 'VIEWER' and status in ('RESERVED', 'ACTIVE', 'SUSPENDED', 'USED');--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_code" ON "tickets" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_checkout" ON "tickets" USING btree ("checkout_id");--> statement-breakpoint
CREATE INDEX "tickets_free" ON "tickets" USING btree ("tournament_id","id") WHERE type = 'PARTICIPANT' and status in ('GENERATED', 'RESERVED');--> statement-breakpoint
CREATE INDEX "tickets_status" ON "tickets" USING btree ("tournament_id","type","status","id");--> statement-breakpoint
CREATE INDEX "tickets_owner" ON "tickets" USING btree ("owner_id","held_since","id");