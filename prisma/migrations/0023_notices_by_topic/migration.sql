-- What inboxes tell of a topic and nobody has read yet: it goes where the topic's posts go.
create index notification_unread_topic on notification (topic_id) where read_at is null and topic_id is not null;
