CREATE TYPE "public"."sale_kind" AS ENUM('PARTICIPANT', 'VIEWER');--> statement-breakpoint
CREATE TYPE "public"."staff_role" AS ENUM('ADMIN', 'SUBADMIN');--> statement-breakpoint
CREATE TYPE "public"."tournament_status" AS ENUM('PENDING', 'ONGOING', 'FINISHED', 'CANCELED');--> statement-breakpoint
CREATE TABLE "categories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"alias" text NOT NULL,
	"participant_limit" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "games" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"players" integer NOT NULL,
	"max_teams" integer NOT NULL,
	"max_players_per_team" integer NOT NULL,
	"is_cooperative" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sale_stages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tournament_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" "sale_kind" NOT NULL,
	"price_minor" bigint NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"quantity" integer,
	CONSTRAINT "sale_stages_dates" CHECK ("sale_stages"."starts_at" < "sale_stages"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"tournament_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tournament_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"max_members" integer NOT NULL,
	CONSTRAINT "teams_within_tournament" UNIQUE("id","tournament_id")
);
--> statement-breakpoint
CREATE TABLE "tournament_staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tournament_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "staff_role" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tournaments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"search_name" text NOT NULL,
	"description" text NOT NULL,
	"status" "tournament_status" NOT NULL,
	"cancel_reason" text,
	"is_free" boolean NOT NULL,
	"currency" text NOT NULL,
	"category_id" uuid NOT NULL,
	"game_id" uuid NOT NULL,
	"prize_description" text NOT NULL,
	"prize_total_minor" bigint NOT NULL,
	"participant_price_minor" bigint NOT NULL,
	"viewer_price_minor" bigint NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"capacity" integer NOT NULL,
	"organizer_id" uuid NOT NULL,
	"idempotency_key" text,
	"input_hash" text,
	CONSTRAINT "tournaments_dates" CHECK ("tournaments"."starts_at" < "tournaments"."ends_at")
);
--> statement-breakpoint
ALTER TABLE "sale_stages" ADD CONSTRAINT "sale_stages_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team" FOREIGN KEY ("team_id","tournament_id") REFERENCES "public"."teams"("id","tournament_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_staff" ADD CONSTRAINT "tournament_staff_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournaments" ADD CONSTRAINT "tournaments_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournaments" ADD CONSTRAINT "tournaments_game_id_games_id_fk" FOREIGN KEY ("game_id") REFERENCES "public"."games"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "categories_code" ON "categories" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "games_code" ON "games" USING btree ("code");--> statement-breakpoint
CREATE INDEX "sale_stages_tournament" ON "sale_stages" USING btree ("tournament_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_members_once" ON "team_members" USING btree ("tournament_id","user_id");--> statement-breakpoint
CREATE INDEX "team_members_order" ON "team_members" USING btree ("team_id","joined_at","id");--> statement-breakpoint
CREATE INDEX "team_members_user" ON "team_members" USING btree ("user_id","joined_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_number" ON "teams" USING btree ("tournament_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_name" ON "teams" USING btree ("tournament_id","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "tournament_staff_user" ON "tournament_staff" USING btree ("tournament_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tournament_staff_admin" ON "tournament_staff" USING btree ("tournament_id") WHERE role = 'ADMIN';--> statement-breakpoint
CREATE INDEX "tournaments_starts_at" ON "tournaments" USING btree ("starts_at","id");--> statement-breakpoint
CREATE INDEX "tournaments_created_at" ON "tournaments" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "tournaments_organizer" ON "tournaments" USING btree ("organizer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "tournaments_status" ON "tournaments" USING btree ("status","starts_at","id");--> statement-breakpoint
CREATE INDEX "tournaments_game" ON "tournaments" USING btree ("game_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "tournaments_category" ON "tournaments" USING btree ("category_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "tournaments_search" ON "tournaments" USING gin ("search_name" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "tournaments_idempotency_key" ON "tournaments" USING btree ("organizer_id","idempotency_key");