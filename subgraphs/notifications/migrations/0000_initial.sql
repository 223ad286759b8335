CREATE TYPE "public"."notification_kind" AS ENUM('WELCOME', 'EMAIL_VERIFICATION', 'PASSWORD_RESET', 'SECURITY', 'TICKET_ISSUED', 'TICKET_OFFERED', 'TICKET_CANCELED', 'PAYMENT_FAILED', 'PAYMENT_REFUNDED', 'DONATION_CONFIRMED', 'DONATION_RECEIVED', 'TOURNAMENT_CREATED', 'TOURNAMENT_UPDATED', 'TOURNAMENT_CANCELED', 'STAFF_ADDED', 'MATCH_REMINDER', 'MATCH_RESCHEDULED', 'MATCH_CANCELED', 'MATCH_WINNER', 'STREAM_STARTED', 'KICKED', 'ANNOUNCEMENT');--> statement-breakpoint
CREATE TYPE "public"."staff_role" AS ENUM('ADMIN', 'SUBADMIN');--> statement-breakpoint
CREATE TYPE "public"."ticket_type" AS ENUM('PARTICIPANT', 'VIEWER');--> statement-breakpoint
CREATE TYPE "public"."mail_state" AS ENUM('QUEUED', 'SENT', 'PARKED');--> statement-breakpoint
CREATE TYPE "public"."locale" AS ENUM('EN', 'ES');--> statement-breakpoint
CREATE TABLE "inbox" (
	"message_id" uuid PRIMARY KEY NOT NULL,
	"routing_key" text NOT NULL,
	"handled_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holdings" (
	"ticket_id" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"user_id" uuid,
	"until" timestamp (3) with time zone,
	"type" "ticket_type" NOT NULL,
	"tournament_id" uuid NOT NULL,
	"match_id" uuid,
	CONSTRAINT "holdings_ticket_id_since_pk" PRIMARY KEY("ticket_id","since")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"ticket_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"tournament_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "members_ticket_id_user_id_pk" PRIMARY KEY("ticket_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "tournament_staff" (
	"tournament_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "staff_role" NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tournament_staff_tournament_id_user_id_pk" PRIMARY KEY("tournament_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "announcements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tournament_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"input_hash" text NOT NULL,
	"reach" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fan_outs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "notification_kind" NOT NULL,
	"params" jsonb NOT NULL,
	"tournament_id" uuid,
	"match_id" uuid,
	"ticket_id" uuid,
	"event_key" text NOT NULL,
	"to_participants" boolean NOT NULL,
	"to_viewers" boolean NOT NULL,
	"to_staff" boolean NOT NULL,
	"to_subscribers" boolean NOT NULL,
	"to_teams" uuid[] NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"begun_at" timestamp (3) with time zone,
	"told_until" uuid,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "mail_settings" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"link_secret" text NOT NULL,
	CONSTRAINT "mail_settings_only" CHECK ("mail_settings"."is_only")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" "notification_kind" NOT NULL,
	"params" jsonb NOT NULL,
	"tournament_id" uuid,
	"match_id" uuid,
	"ticket_id" uuid,
	"event_key" text NOT NULL,
	"match_ids" uuid[] NOT NULL,
	"lane" smallint NOT NULL,
	"state" "mail_state" NOT NULL,
	"reason" text,
	"attempts" integer NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "mails_settled" CHECK (("mails"."state" = 'QUEUED') = ("mails"."settled_at" is null)),
	CONSTRAINT "mails_parked" CHECK ("mails"."state" <> 'PARKED' or "mails"."reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "broadcast_reads" (
	"broadcast_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "broadcast_reads_broadcast_id_user_id_pk" PRIMARY KEY("broadcast_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "broadcasts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "notification_kind" NOT NULL,
	"params" jsonb NOT NULL,
	"tournament_id" uuid,
	"match_id" uuid,
	"ticket_id" uuid,
	"event_key" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" "notification_kind" NOT NULL,
	"params" jsonb NOT NULL,
	"tournament_id" uuid,
	"match_id" uuid,
	"ticket_id" uuid,
	"event_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"locale" "locale",
	"locale_at" timestamp (3) with time zone,
	"registered_at" timestamp (3) with time zone,
	"broadcasts_read_until" timestamp (3) with time zone,
	"broadcasts_read_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "preferences" (
	"user_id" uuid NOT NULL,
	"kind" "notification_kind" NOT NULL,
	"in_app" boolean NOT NULL,
	"email" boolean NOT NULL,
	CONSTRAINT "preferences_user_id_kind_pk" PRIMARY KEY("user_id","kind")
);
--> statement-breakpoint
CREATE TABLE "matches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tournament_id" uuid NOT NULL,
	"name" text,
	"starts_at" timestamp (3) with time zone,
	"starts_at_told_at" timestamp (3) with time zone,
	"team_ids" uuid[] DEFAULT '{}' NOT NULL,
	"has_started" boolean DEFAULT false NOT NULL,
	"is_over" boolean DEFAULT false NOT NULL,
	"has_stream" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tournaments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"details_revision" integer,
	"is_canceled" boolean DEFAULT false NOT NULL,
	"staff_revision" integer
);
--> statement-breakpoint
ALTER TABLE "broadcast_reads" ADD CONSTRAINT "broadcast_reads_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_handled" ON "inbox" USING btree ("handled_at");--> statement-breakpoint
CREATE INDEX "holdings_tournament" ON "holdings" USING btree ("tournament_id","type","user_id");--> statement-breakpoint
CREATE INDEX "holdings_match" ON "holdings" USING btree ("match_id","user_id");--> statement-breakpoint
CREATE INDEX "members_team" ON "members" USING btree ("team_id","user_id");--> statement-breakpoint
CREATE INDEX "announcements_tournament" ON "announcements" USING btree ("tournament_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "fan_outs_once" ON "fan_outs" USING btree ("event_key");--> statement-breakpoint
CREATE UNIQUE INDEX "fan_outs_collecting" ON "fan_outs" USING btree ("tournament_id") WHERE kind = 'TOURNAMENT_UPDATED' and begun_at is null;--> statement-breakpoint
CREATE INDEX "fan_outs_due" ON "fan_outs" USING btree ("due_at") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "fan_outs_tournament" ON "fan_outs" USING btree ("tournament_id","at");--> statement-breakpoint
CREATE INDEX "fan_outs_finished" ON "fan_outs" USING btree ("created_at") WHERE finished_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "mails_once" ON "mails" USING btree ("user_id","event_key");--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("lane","next_at") WHERE state = 'QUEUED';--> statement-breakpoint
CREATE INDEX "mails_settled" ON "mails" USING btree ("settled_at") WHERE state <> 'QUEUED';--> statement-breakpoint
CREATE UNIQUE INDEX "broadcasts_once" ON "broadcasts" USING btree ("event_key");--> statement-breakpoint
CREATE INDEX "broadcasts_newest" ON "broadcasts" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("user_id","event_key");--> statement-breakpoint
CREATE INDEX "notifications_newest" ON "notifications" USING btree ("user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("user_id","created_at","id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "notifications_read" ON "notifications" USING btree ("created_at") WHERE read_at is not null;--> statement-breakpoint
CREATE INDEX "preferences_subscribers" ON "preferences" USING btree ("user_id") WHERE kind = 'TOURNAMENT_CREATED' and email;