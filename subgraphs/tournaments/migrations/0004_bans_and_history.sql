CREATE TABLE "tournament_bans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tournament_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"banned_by_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tournament_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tournament_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_id" uuid,
	"action" text NOT NULL,
	"detail" text
);
--> statement-breakpoint
ALTER TABLE "tournaments" ADD COLUMN "ban_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_bans" ADD CONSTRAINT "tournament_bans_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_changes" ADD CONSTRAINT "tournament_changes_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "tournament_bans_user" ON "tournament_bans" USING btree ("tournament_id","user_id");--> statement-breakpoint
CREATE INDEX "tournament_changes_order" ON "tournament_changes" USING btree ("tournament_id","at","id");