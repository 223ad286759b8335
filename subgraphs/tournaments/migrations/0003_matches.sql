CREATE TYPE "public"."match_outcome" AS ENUM('PLAYED', 'DRAW', 'FORFEIT', 'DISQUALIFICATION');--> statement-breakpoint
CREATE TYPE "public"."match_status" AS ENUM('PENDING', 'ONGOING', 'FINISHED', 'CANCELED');--> statement-breakpoint
CREATE TABLE "match_opponents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"match_id" uuid NOT NULL,
	"tournament_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"score" integer,
	"is_winner" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "matches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tournament_id" uuid NOT NULL,
	"name" text NOT NULL,
	"status" "match_status" NOT NULL,
	"cancel_reason" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"outcome" "match_outcome",
	"creator_id" uuid NOT NULL,
	"idempotency_key" text,
	"input_hash" text,
	CONSTRAINT "matches_within_tournament" UNIQUE("id","tournament_id")
);
--> statement-breakpoint
ALTER TABLE "match_opponents" ADD CONSTRAINT "match_opponents_match" FOREIGN KEY ("match_id","tournament_id") REFERENCES "public"."matches"("id","tournament_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_opponents" ADD CONSTRAINT "match_opponents_team" FOREIGN KEY ("team_id","tournament_id") REFERENCES "public"."teams"("id","tournament_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "match_opponents_once" ON "match_opponents" USING btree ("match_id","team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "match_opponents_position" ON "match_opponents" USING btree ("match_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "match_opponents_winner" ON "match_opponents" USING btree ("match_id") WHERE is_winner;--> statement-breakpoint
CREATE INDEX "match_opponents_team_matches" ON "match_opponents" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "matches_starts_at" ON "matches" USING btree ("tournament_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "matches_status" ON "matches" USING btree ("tournament_id","status","starts_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "matches_idempotency_key" ON "matches" USING btree ("creator_id","idempotency_key");