CREATE TYPE "public"."bracket_format" AS ENUM('SINGLE_ELIMINATION', 'DOUBLE_ELIMINATION', 'ROUND_ROBIN', 'SWISS');--> statement-breakpoint
CREATE TABLE "bracket_groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bracket_id" uuid NOT NULL,
	"number" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bracket_matches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bracket_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"status" integer NOT NULL,
	"opponent1" jsonb,
	"opponent2" jsonb
);
--> statement-breakpoint
CREATE TABLE "bracket_rounds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bracket_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"number" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "brackets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tournament_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"format" "bracket_format" NOT NULL,
	"seed_team_ids" uuid[] NOT NULL,
	"draw_seed" text,
	"round_count" integer,
	"settings" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "match_reminders" (
	"match_id" uuid NOT NULL,
	"on" date NOT NULL,
	CONSTRAINT "match_reminders_match_id_on_pk" PRIMARY KEY("match_id","on")
);
--> statement-breakpoint
DROP INDEX "matches_starts_at";--> statement-breakpoint
DROP INDEX "matches_status";--> statement-breakpoint
ALTER TABLE "match_opponents" ALTER COLUMN "team_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "matches" ALTER COLUMN "starts_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "round_id" uuid;--> statement-breakpoint
ALTER TABLE "matches" ADD COLUMN "number_in_round" integer;--> statement-breakpoint
ALTER TABLE "tournaments" ADD COLUMN "roster_closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "bracket_groups" ADD CONSTRAINT "bracket_groups_bracket_id_brackets_id_fk" FOREIGN KEY ("bracket_id") REFERENCES "public"."brackets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bracket_matches" ADD CONSTRAINT "bracket_matches_bracket_id_brackets_id_fk" FOREIGN KEY ("bracket_id") REFERENCES "public"."brackets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bracket_matches" ADD CONSTRAINT "bracket_matches_group_id_bracket_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."bracket_groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bracket_matches" ADD CONSTRAINT "bracket_matches_round_id_bracket_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."bracket_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bracket_rounds" ADD CONSTRAINT "bracket_rounds_bracket_id_brackets_id_fk" FOREIGN KEY ("bracket_id") REFERENCES "public"."brackets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bracket_rounds" ADD CONSTRAINT "bracket_rounds_group_id_bracket_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."bracket_groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brackets" ADD CONSTRAINT "brackets_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_reminders" ADD CONSTRAINT "match_reminders_match_id_matches_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."matches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bracket_groups_number" ON "bracket_groups" USING btree ("bracket_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "bracket_matches_number" ON "bracket_matches" USING btree ("round_id","number");--> statement-breakpoint
CREATE INDEX "bracket_matches_group" ON "bracket_matches" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "bracket_matches_bracket" ON "bracket_matches" USING btree ("bracket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bracket_rounds_number" ON "bracket_rounds" USING btree ("group_id","number");--> statement-breakpoint
CREATE INDEX "bracket_rounds_bracket" ON "bracket_rounds" USING btree ("bracket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "brackets_number" ON "brackets" USING btree ("tournament_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "brackets_name" ON "brackets" USING btree ("tournament_id","name_key");--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_round_id_bracket_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."bracket_rounds"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "matches_round" ON "matches" USING btree ("round_id","number_in_round");--> statement-breakpoint
CREATE INDEX "matches_pending_starts_at" ON "matches" USING btree ("starts_at") WHERE status = 'PENDING';--> statement-breakpoint
CREATE INDEX "tournaments_status_created_at" ON "tournaments" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX "tournaments_game_created_at" ON "tournaments" USING btree ("game_id","created_at","id");--> statement-breakpoint
CREATE INDEX "tournaments_category_created_at" ON "tournaments" USING btree ("category_id","created_at","id");--> statement-breakpoint
CREATE INDEX "tournaments_pending_ends_at" ON "tournaments" USING btree ("ends_at") WHERE status = 'PENDING';--> statement-breakpoint
CREATE INDEX "matches_starts_at" ON "matches" USING btree ("tournament_id",coalesce("starts_at", 'infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "matches_status" ON "matches" USING btree ("tournament_id","status",coalesce("starts_at", 'infinity'::timestamptz),"id");