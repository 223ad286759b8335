DROP INDEX "tournaments_game";--> statement-breakpoint
DROP INDEX "tournaments_game_created_at";--> statement-breakpoint
DROP INDEX "tournaments_category";--> statement-breakpoint
DROP INDEX "tournaments_category_created_at";--> statement-breakpoint
CREATE INDEX "tournaments_game" ON "tournaments" USING btree ("game_id","status","starts_at","id");--> statement-breakpoint
CREATE INDEX "tournaments_game_created_at" ON "tournaments" USING btree ("game_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "tournaments_category" ON "tournaments" USING btree ("category_id","status","starts_at","id");--> statement-breakpoint
CREATE INDEX "tournaments_category_created_at" ON "tournaments" USING btree ("category_id","status","created_at","id");