CREATE TABLE "tournament_bans" (
	"tournament_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"is_banned" boolean NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "tournament_bans_tournament_id_user_id_pk" PRIMARY KEY("tournament_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "tournament_bans" ADD CONSTRAINT "tournament_bans_tournament_id_tournaments_id_fk" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournaments"("id") ON DELETE no action ON UPDATE no action;