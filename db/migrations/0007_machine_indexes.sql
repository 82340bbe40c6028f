-- Neither begins as the key does: what looks for one machine must never be planned to go through all of a kind.
DROP INDEX "machines_by_state";--> statement-breakpoint
DROP INDEX "machines_by_creation";--> statement-breakpoint
CREATE INDEX "machines_by_state" ON "machines" USING btree ("state","account","machine");--> statement-breakpoint
CREATE INDEX "machines_by_creation" ON "machines" USING btree ("created_at","account","machine");