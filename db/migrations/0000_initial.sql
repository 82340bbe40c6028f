CREATE TABLE "commands" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"result" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "commands_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"collection" text NOT NULL,
	"id" text NOT NULL,
	"group_id" text NOT NULL,
	"at" bigint NOT NULL,
	"words" text NOT NULL,
	"document" text NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', "words")) STORED,
	CONSTRAINT "documents_collection_id_pk" PRIMARY KEY("collection","id")
);
--> statement-breakpoint
CREATE TABLE "fills" (
	"account" text NOT NULL,
	"instrument" text NOT NULL,
	"id" text NOT NULL,
	"order_id" text NOT NULL,
	"side" text NOT NULL,
	"price" text NOT NULL,
	"quantity" text NOT NULL,
	"fee" text NOT NULL,
	"fee_asset" text NOT NULL,
	"liquidity" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "fills_account_instrument_id_pk" PRIMARY KEY("account","instrument","id")
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"actor" text NOT NULL,
	"at" bigint NOT NULL,
	"data" text NOT NULL,
	"previous" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "machines" (
	"account" text NOT NULL,
	"machine" text NOT NULL,
	"instance" text NOT NULL,
	"state" text NOT NULL,
	"snapshot" text NOT NULL,
	"revision" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "machines_account_machine_instance_pk" PRIMARY KEY("account","machine","instance")
);
--> statement-breakpoint
CREATE TABLE "marks" (
	"account" text NOT NULL,
	"at" bigint NOT NULL,
	"equity" text NOT NULL,
	CONSTRAINT "marks_account_at_pk" PRIMARY KEY("account","at")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"key" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"effect" text NOT NULL,
	"payload" text NOT NULL,
	"created_at" bigint NOT NULL,
	"available_at" bigint NOT NULL,
	"attempts" integer NOT NULL,
	"done_at" bigint
);
--> statement-breakpoint
CREATE TABLE "positions" (
	"account" text NOT NULL,
	"instrument" text NOT NULL,
	"quantity" text NOT NULL,
	"average_price" text NOT NULL,
	"realised" text NOT NULL,
	"fees" text NOT NULL,
	"opened_at" bigint,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "positions_account_instrument_pk" PRIMARY KEY("account","instrument")
);
--> statement-breakpoint
CREATE TABLE "timers" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"machine" text NOT NULL,
	"instance" text NOT NULL,
	"event" text NOT NULL,
	"due_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "documents_by_group" ON "documents" USING btree ("collection","group_id","at");--> statement-breakpoint
CREATE INDEX "documents_by_text" ON "documents" USING gin ("search");--> statement-breakpoint
CREATE INDEX "fills_by_time" ON "fills" USING btree ("account","at");--> statement-breakpoint
CREATE INDEX "fills_by_order" ON "fills" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "journal_by_subject" ON "journal" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "journal_by_type" ON "journal" USING btree ("type");--> statement-breakpoint
CREATE INDEX "machines_by_state" ON "machines" USING btree ("account","machine","state");--> statement-breakpoint
CREATE INDEX "machines_by_creation" ON "machines" USING btree ("account","machine","created_at");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("account","available_at") WHERE "outbox"."done_at" is null;--> statement-breakpoint
CREATE INDEX "timers_due" ON "timers" USING btree ("account","due_at");