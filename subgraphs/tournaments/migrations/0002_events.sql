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
CREATE TABLE "participant_tickets" (
	"ticket_id" uuid PRIMARY KEY NOT NULL,
	"tournament_id" uuid NOT NULL,
	"issued_to" uuid,
	"ended_at" timestamp (3) with time zone,
	"holder_id" uuid
);
--> statement-breakpoint
CREATE TABLE "ticket_transfers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ticket_id" uuid NOT NULL,
	"from_user_id" uuid NOT NULL,
	"to_user_id" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "team_members" ADD COLUMN "ticket_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "tournaments" ADD COLUMN "staff_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tournaments" ADD COLUMN "schedule_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "participant_tickets" ADD CONSTRAINT "participant_tickets_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_transfers" ADD CONSTRAINT "ticket_transfers_ticket_id_participant_tickets_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."participant_tickets"("ticket_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_handled" ON "inbox" USING btree ("handled_at");--> statement-breakpoint
CREATE INDEX "participant_tickets_tournament" ON "participant_tickets" USING btree ("tournament_id");--> statement-breakpoint
CREATE INDEX "ticket_transfers_ticket" ON "ticket_transfers" USING btree ("ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_members_ticket" ON "team_members" USING btree ("ticket_id");