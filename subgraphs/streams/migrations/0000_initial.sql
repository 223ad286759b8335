CREATE TYPE "public"."revocation" AS ENUM('KICKED', 'BANNED', 'TICKET_INVALID', 'ROLE_LOST', 'LEFT');--> statement-breakpoint
CREATE TYPE "public"."stream_role" AS ENUM('PARTICIPANT', 'VIEWER', 'STAFF');--> statement-breakpoint
CREATE TYPE "public"."match_status" AS ENUM('PENDING', 'ONGOING', 'FINISHED', 'CANCELED');--> statement-breakpoint
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
CREATE TABLE "attendances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"match_id" uuid NOT NULL,
	"tournament_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "stream_role" NOT NULL,
	"ticket_id" uuid,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"revocation" "revocation",
	"first_seen_at" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "stream_bans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"match_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reason" text,
	"banned_by_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "platforms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"domains" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "streams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"match_id" uuid NOT NULL,
	"tournament_id" uuid NOT NULL,
	"platform_id" uuid NOT NULL,
	"url" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "matches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tournament_id" uuid NOT NULL,
	"status" "match_status" NOT NULL,
	"peak_viewers" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_withdrawals" (
	"tournament_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"ticket_id" uuid NOT NULL,
	"user_id" uuid,
	CONSTRAINT "ticket_withdrawals_tournament_id_number_pk" PRIMARY KEY("tournament_id","number")
);
--> statement-breakpoint
CREATE TABLE "tournament_bans" (
	"tournament_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"is_banned" boolean NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "tournament_bans_tournament_id_user_id_pk" PRIMARY KEY("tournament_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "tournament_staff" (
	"tournament_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "tournament_staff_tournament_id_user_id_pk" PRIMARY KEY("tournament_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "tournaments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"viewer_price_minor" bigint,
	"is_over" boolean DEFAULT false NOT NULL,
	"staff_revision" integer,
	"withdrawals" integer DEFAULT 0 NOT NULL,
	"peak_viewers" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stream_bans" ADD CONSTRAINT "stream_bans_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "streams" ADD CONSTRAINT "streams_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "streams" ADD CONSTRAINT "streams_platform_id_platforms_id_fk" FOREIGN KEY ("platform_id") REFERENCES "public"."platforms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_withdrawals" ADD CONSTRAINT "ticket_withdrawals_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_bans" ADD CONSTRAINT "tournament_bans_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_staff" ADD CONSTRAINT "tournament_staff_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_handled" ON "inbox" USING btree ("handled_at");--> statement-breakpoint
CREATE UNIQUE INDEX "attendances_person" ON "attendances" USING btree ("match_id","user_id");--> statement-breakpoint
CREATE INDEX "attendances_tournament" ON "attendances" USING btree ("tournament_id","user_id") WHERE revocation is null;--> statement-breakpoint
CREATE INDEX "attendances_ticket" ON "attendances" USING btree ("ticket_id") WHERE revocation is null;--> statement-breakpoint
CREATE INDEX "attendances_seen" ON "attendances" USING btree ("tournament_id","user_id") WHERE first_seen_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "stream_bans_person" ON "stream_bans" USING btree ("match_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "platforms_name" ON "platforms" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "streams_platform" ON "streams" USING btree ("match_id","platform_id");--> statement-breakpoint
CREATE INDEX "matches_tournament" ON "matches" USING btree ("tournament_id");