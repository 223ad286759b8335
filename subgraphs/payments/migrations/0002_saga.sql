CREATE TYPE "public"."dispute_state" AS ENUM('OPEN', 'WON', 'LOST');--> statement-breakpoint
CREATE TABLE "canceled_matches" (
	"id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tournament_bans" (
	"tournament_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"is_banned" boolean NOT NULL,
	"revision" integer NOT NULL,
	"refunds_tickets" boolean NOT NULL,
	CONSTRAINT "tournament_bans_tournament_id_user_id_pk" PRIMARY KEY("tournament_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "withdrawn_tickets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tournament_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL
);
--> statement-breakpoint
DROP INDEX "checkouts_unsettled";--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "close_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "dispute" "dispute_state";--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "look_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tournaments" ADD COLUMN "roster_closed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_bans" ADD CONSTRAINT "tournament_bans_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "withdrawn_tickets_owner" ON "withdrawn_tickets" USING btree ("tournament_id","owner_id");--> statement-breakpoint
CREATE INDEX "checkouts_unsettled" ON "checkouts" USING btree ("look_at") WHERE look_at is not null;--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_refund_due" CHECK ("checkouts"."refund_due_at" is null or "checkouts"."paid_at" is not null);