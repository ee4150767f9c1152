-- CreateEnum
CREATE TYPE "member_status" AS ENUM ('applicant', 'active', 'suspended', 'left');

-- CreateEnum
CREATE TYPE "member_role" AS ENUM ('member', 'department', 'moderator', 'hr_admin', 'operator');

-- CreateEnum
CREATE TYPE "event_kind" AS ENUM ('seminar', 'meetup');

-- CreateEnum
CREATE TYPE "event_mode" AS ENUM ('online', 'venue', 'hybrid');

-- CreateEnum
CREATE TYPE "event_status" AS ENUM ('draft', 'published', 'cancelled');

-- CreateEnum
CREATE TYPE "registration_status" AS ENUM ('going', 'waitlisted', 'cancelled', 'attended', 'absent');

-- CreateEnum
CREATE TYPE "room_status" AS ENUM ('waiting', 'open', 'closed');

-- CreateEnum
CREATE TYPE "question_status" AS ENUM ('pending', 'approved', 'answering', 'answered_live', 'dismissed');

-- CreateEnum
CREATE TYPE "mentor_acceptance" AS ENUM ('open', 'limited', 'paused');

-- CreateEnum
CREATE TYPE "mentor_request_status" AS ENUM ('sent', 'accepted', 'declined', 'withdrawn', 'closed');

-- CreateEnum
CREATE TYPE "mail_status" AS ENUM ('queued', 'sending', 'sent', 'failed', 'suppressed', 'unknown');

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "password_hash" TEXT,
    "status" "member_status" NOT NULL,
    "role" "member_role" NOT NULL DEFAULT 'member',
    "handle" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "given_name" TEXT NOT NULL DEFAULT '',
    "family_kana" TEXT NOT NULL,
    "given_kana" TEXT NOT NULL DEFAULT '',
    "display_name" TEXT NOT NULL,
    "kana" TEXT NOT NULL,
    "lng" TEXT NOT NULL DEFAULT 'ja',
    "time_zone" TEXT NOT NULL DEFAULT 'Asia/Tokyo',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_at" TIMESTAMPTZ(3),
    "last_seen_at" TIMESTAMPTZ(3),
    "read_before" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "known_device" (
    "member_id" UUID NOT NULL,
    "device_hash" TEXT NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "known_device_pkey" PRIMARY KEY ("member_id","device_hash")
);

-- CreateTable
CREATE TABLE "application" (
    "member_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "declared_left_on" DATE NOT NULL,
    "department" TEXT NOT NULL,
    "job_type" TEXT NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "application_pkey" PRIMARY KEY ("member_id")
);

-- CreateTable
CREATE TABLE "setup_token" (
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "setup_token_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "board" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "topic_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "board_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic" (
    "id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "author_id" UUID,
    "official_as" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "pinned_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "hidden_at" TIMESTAMPTZ(3),
    "last_no" INTEGER NOT NULL DEFAULT 0,
    "last_post_at" TIMESTAMPTZ(3) NOT NULL,
    "last_author_id" UUID,
    "last_official_as" TEXT,
    "hidden_nos" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "tell_from" INTEGER,

    CONSTRAINT "topic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post" (
    "id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "author_id" UUID,
    "official_as" TEXT,
    "doc" JSONB NOT NULL,
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "hidden_at" TIMESTAMPTZ(3),

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic_read" (
    "member_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "last_no" INTEGER NOT NULL,
    "posts" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "topic_read_pkey" PRIMARY KEY ("member_id","topic_id")
);

-- CreateTable
CREATE TABLE "stream" (
    "name" TEXT NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "epoch" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "stream_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "live_event" (
    "stream" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "command_id" UUID,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_event_pkey" PRIMARY KEY ("stream","seq")
);

-- CreateTable
CREATE TABLE "command" (
    "member_id" UUID NOT NULL,
    "command_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "command_pkey" PRIMARY KEY ("member_id","command_id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "queue" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "relayed_at" TIMESTAMPTZ(3),
    "round" INTEGER NOT NULL DEFAULT 0,
    "starts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "actor_role" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "subject_id" TEXT,
    "reason" TEXT,
    "detail" JSONB,
    "request_id" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "office" TEXT NOT NULL,
    "office_hours" TEXT NOT NULL,
    "launched_on" DATE,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "demo_laid_at" TIMESTAMPTZ(3),
    "demo_ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "kind" "event_kind" NOT NULL,
    "mode" "event_mode" NOT NULL,
    "status" "event_status" NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "body" TEXT NOT NULL DEFAULT '',
    "agenda" JSONB NOT NULL DEFAULT '[]',
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "place" TEXT NOT NULL DEFAULT '',
    "host_id" UUID,
    "host_note" TEXT NOT NULL DEFAULT '',
    "capacity" INTEGER,
    "seats_taken" INTEGER NOT NULL DEFAULT 0,
    "waiting_count" INTEGER NOT NULL DEFAULT 0,
    "waitlist_no" INTEGER NOT NULL DEFAULT 0,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "cancel_note" TEXT,
    "recording_minutes" INTEGER,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registration" (
    "event_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "status" "registration_status" NOT NULL,
    "waitlist_no" INTEGER,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "support" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "registration_pkey" PRIMARY KEY ("event_id","member_id")
);

-- CreateTable
CREATE TABLE "reminder" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "room" (
    "event_id" UUID NOT NULL,
    "status" "room_status" NOT NULL,
    "is_moderated" BOOLEAN NOT NULL DEFAULT true,
    "is_asking_open" BOOLEAN NOT NULL DEFAULT true,
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "peak" INTEGER NOT NULL DEFAULT 0,
    "votes_counted_at" TIMESTAMPTZ(3),

    CONSTRAINT "room_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "author_id" UUID,
    "text" TEXT NOT NULL,
    "status" "question_status" NOT NULL,
    "reason" TEXT,
    "vote_count" INTEGER NOT NULL DEFAULT 0,
    "is_vote_dirty" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_at" TIMESTAMPTZ(3),
    "answering_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_vote" (
    "question_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "question_vote_pkey" PRIMARY KEY ("question_id","member_id")
);

-- CreateTable
CREATE TABLE "mentor" (
    "member_id" UUID NOT NULL,
    "acceptance" "mentor_acceptance" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "message" TEXT NOT NULL,
    "fields" TEXT[],
    "topics" TEXT[],
    "method" TEXT NOT NULL,
    "open_limit" INTEGER NOT NULL,
    "open_count" INTEGER NOT NULL DEFAULT 0,
    "approved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mentor_pkey" PRIMARY KEY ("member_id")
);

-- CreateTable
CREATE TABLE "mentor_request" (
    "id" UUID NOT NULL,
    "mentor_id" UUID NOT NULL,
    "requester_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "status" "mentor_request_status" NOT NULL,
    "answer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "mentor_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "reporter_id" UUID,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "excerpt" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "news" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "change" JSONB,
    "figure" JSONB,
    "is_shareable" BOOLEAN NOT NULL DEFAULT false,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "news_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "href" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "member_id" UUID,
    "to" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "list" TEXT,
    "dedupe_key" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "attachments" JSONB NOT NULL DEFAULT '[]',
    "status" "mail_status" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sending_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "message_id" TEXT,
    "error" TEXT,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dev_mail" (
    "id" BIGSERIAL NOT NULL,
    "message_id" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "raw" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dev_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_suppression" (
    "address" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_suppression_pkey" PRIMARY KEY ("address","list")
);

-- CreateTable
CREATE TABLE "mail_choice" (
    "member_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_choice_pkey" PRIMARY KEY ("member_id","list")
);

-- CreateTable
CREATE TABLE "digest_state" (
    "member_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "last_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "last_sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "digest_state_pkey" PRIMARY KEY ("member_id")
);

-- CreateTable
CREATE TABLE "digest_run" (
    "period" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempted" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "digest_run_pkey" PRIMARY KEY ("period")
);

-- CreateTable
CREATE TABLE "profile" (
    "member_id" UUID NOT NULL,
    "job_type" TEXT NOT NULL DEFAULT '',
    "department" TEXT NOT NULL DEFAULT '',
    "joined_on" DATE,
    "left_on" DATE,
    "headline" TEXT NOT NULL DEFAULT '',
    "bio" TEXT NOT NULL DEFAULT '',
    "visibility" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "profile_pkey" PRIMARY KEY ("member_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "member_email_key" ON "member"("email");

-- CreateIndex
CREATE UNIQUE INDEX "member_handle_key" ON "member"("handle");

-- CreateIndex
CREATE INDEX "member_status_kana_id_idx" ON "member"("status", "kana", "id");

-- CreateIndex
CREATE INDEX "member_role_idx" ON "member"("role");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_member_id_idx" ON "session"("member_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE INDEX "application_status_created_at_member_id_idx" ON "application"("status", "created_at", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "board_slug_key" ON "board"("slug");

-- CreateIndex
CREATE INDEX "board_position_idx" ON "board"("position");

-- CreateIndex
CREATE INDEX "topic_board_id_last_post_at_id_idx" ON "topic"("board_id", "last_post_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "topic_board_id_pinned_at_idx" ON "topic"("board_id", "pinned_at");

-- CreateIndex
CREATE INDEX "topic_last_post_at_id_idx" ON "topic"("last_post_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "post_author_id_created_at_idx" ON "post"("author_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "post_topic_id_no_key" ON "post"("topic_id", "no");

-- CreateIndex
CREATE INDEX "topic_read_topic_id_posts_idx" ON "topic_read"("topic_id", "posts" DESC);

-- CreateIndex
CREATE INDEX "live_event_at_idx" ON "live_event"("at");

-- CreateIndex
CREATE INDEX "command_at_idx" ON "command"("at");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "audit_entry_subject_subject_id_at_idx" ON "audit_entry"("subject", "subject_id", "at");

-- CreateIndex
CREATE INDEX "event_starts_at_id_idx" ON "event"("starts_at", "id");

-- CreateIndex
CREATE INDEX "event_host_id_starts_at_idx" ON "event"("host_id", "starts_at");

-- CreateIndex
CREATE INDEX "registration_member_id_status_idx" ON "registration"("member_id", "status");

-- CreateIndex
CREATE INDEX "registration_event_id_status_waitlist_no_idx" ON "registration"("event_id", "status", "waitlist_no");

-- CreateIndex
CREATE UNIQUE INDEX "registration_event_id_waitlist_no_key" ON "registration"("event_id", "waitlist_no");

-- CreateIndex
CREATE INDEX "reminder_claimed_at_due_at_idx" ON "reminder"("claimed_at", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "reminder_event_id_member_id_kind_key" ON "reminder"("event_id", "member_id", "kind");

-- CreateIndex
CREATE INDEX "question_event_id_status_idx" ON "question"("event_id", "status");

-- CreateIndex
CREATE INDEX "question_author_id_event_id_created_at_idx" ON "question"("author_id", "event_id", "created_at");

-- CreateIndex
CREATE INDEX "question_vote_member_id_idx" ON "question_vote"("member_id");

-- CreateIndex
CREATE INDEX "mentor_request_mentor_id_status_created_at_idx" ON "mentor_request"("mentor_id", "status", "created_at");

-- CreateIndex
CREATE INDEX "mentor_request_requester_id_created_at_idx" ON "mentor_request"("requester_id", "created_at");

-- CreateIndex
CREATE INDEX "report_status_created_at_id_idx" ON "report"("status", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "report_subject_subject_id_reporter_id_key" ON "report"("subject", "subject_id", "reporter_id");

-- CreateIndex
CREATE UNIQUE INDEX "news_slug_key" ON "news"("slug");

-- CreateIndex
CREATE INDEX "news_published_at_id_idx" ON "news"("published_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "notification_member_id_created_at_id_idx" ON "notification"("member_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "notification_member_id_read_at_idx" ON "notification"("member_id", "read_at");

-- CreateIndex
CREATE UNIQUE INDEX "notification_member_id_dedupe_key_key" ON "notification"("member_id", "dedupe_key");

-- CreateIndex
CREATE UNIQUE INDEX "mail_dedupe_key_key" ON "mail"("dedupe_key");

-- CreateIndex
CREATE INDEX "mail_status_created_at_idx" ON "mail"("status", "created_at");

-- CreateIndex
CREATE INDEX "mail_member_id_created_at_idx" ON "mail"("member_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "dev_mail_message_id_key" ON "dev_mail"("message_id");

-- CreateIndex
CREATE INDEX "mail_choice_list_is_on_idx" ON "mail_choice"("list", "is_on");

-- CreateIndex
CREATE INDEX "digest_state_last_attempt_at_idx" ON "digest_state"("last_attempt_at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_device" ADD CONSTRAINT "known_device_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic" ADD CONSTRAINT "topic_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "board"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic" ADD CONSTRAINT "topic_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_read" ADD CONSTRAINT "topic_read_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_read" ADD CONSTRAINT "topic_read_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration" ADD CONSTRAINT "registration_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration" ADD CONSTRAINT "registration_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room" ADD CONSTRAINT "room_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "room"("event_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_vote" ADD CONSTRAINT "question_vote_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_vote" ADD CONSTRAINT "question_vote_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mentor" ADD CONSTRAINT "mentor_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mentor_request" ADD CONSTRAINT "mentor_request_mentor_id_fkey" FOREIGN KEY ("mentor_id") REFERENCES "mentor"("member_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mentor_request" ADD CONSTRAINT "mentor_request_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_choice" ADD CONSTRAINT "mail_choice_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "digest_state" ADD CONSTRAINT "digest_state_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "profile" ADD CONSTRAINT "profile_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
