-- Questions without a name, the newest first, for the custodians.
CREATE INDEX "question_without_name" ON "question"("created_at" DESC, "id" DESC) WHERE "capability_hash" IS NOT NULL;
