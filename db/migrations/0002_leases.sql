CREATE TABLE "leases" (
	"account" text PRIMARY KEY NOT NULL,
	"epoch" bigint NOT NULL,
	"holder" text NOT NULL,
	"expires_at" bigint NOT NULL
);
