-- The database of Ström, for MySQL and MariaDB; the embedded H2 database runs the same statements.
--
-- The server applies it by itself. Where its database user may not create tables, do it by hand:
--     mysql strom < schema.sql
--
-- The file is a history: each "Version" holds the statements that lead to it from the one before,
-- and ends by recording itself. A version that was released is never edited; a change is a new
-- version at the end. Statements end with a semicolon at the end of a line. All but the last of a
-- version can be repeated, for MySQL keeps half a version when it is interrupted: tables are made
-- IF NOT EXISTS, and the server passes over an ADD COLUMN (one a statement) of a column that is there.
--
-- Times are milliseconds since 1970-01-01T00:00Z. Text columns count UTF-16 units at most.

-- Version 1: accounts, sessions, chat

CREATE TABLE IF NOT EXISTS schema_version (
    version INT NOT NULL PRIMARY KEY
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS users (
    id              BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
    username        VARCHAR(25)   NOT NULL, -- as its owner writes it
    username_folded VARCHAR(25)   NOT NULL, -- in lower case: databases differ in how they compare
    password        VARCHAR(255)  NOT NULL, -- Argon2id, as a PHC string
    stream_key      BINARY(32),             -- SHA-256 of the key; none yet: NULL
    title           VARCHAR(140)  NOT NULL DEFAULT '',
    description     VARCHAR(2000) NOT NULL DEFAULT '',
    game            VARCHAR(60)   NOT NULL DEFAULT '',
    created         BIGINT        NOT NULL,
    last_online     BIGINT        NOT NULL, -- when the user last streamed; never: 0
    UNIQUE (username_folded),
    UNIQUE (stream_key)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS sessions (
    token     BINARY(32) NOT NULL PRIMARY KEY, -- SHA-256 of what the cookie holds
    user_id   BIGINT     NOT NULL,
    created   BIGINT     NOT NULL,
    last_used BIGINT     NOT NULL, -- to within some minutes
    expires   BIGINT     NOT NULL,
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    INDEX sessions_expires (expires)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS chat_lines (
    channel_id BIGINT        NOT NULL, -- the user whose channel it is
    line_id    BIGINT        NOT NULL, -- grows within the channel
    author     VARCHAR(25)   NOT NULL,
    body       VARCHAR(1000) NOT NULL,
    written    BIGINT        NOT NULL,
    PRIMARY KEY (channel_id, line_id),
    FOREIGN KEY (channel_id) REFERENCES users (id) ON DELETE CASCADE,
    INDEX chat_lines_author (author)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

INSERT INTO schema_version (version) VALUES (1);

-- Version 2: who follows whom

CREATE TABLE IF NOT EXISTS follows (
    follower_id BIGINT NOT NULL,
    channel_id  BIGINT NOT NULL, -- the user whose channel it is
    followed_at BIGINT NOT NULL,
    PRIMARY KEY (follower_id, channel_id),
    FOREIGN KEY (follower_id) REFERENCES users (id) ON DELETE CASCADE,
    FOREIGN KEY (channel_id) REFERENCES users (id) ON DELETE CASCADE,
    INDEX follows_channel (channel_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

INSERT INTO schema_version (version) VALUES (2);

-- Version 3: games that a catalogue elsewhere told of, kept for when it is away

CREATE TABLE IF NOT EXISTS games (
    slug    VARCHAR(60) NOT NULL PRIMARY KEY, -- the name as its page's address has it
    name    VARCHAR(60) NOT NULL,
    cover   VARCHAR(40) NOT NULL,             -- what the catalogue calls its picture; none: ''
    picture MEDIUMBLOB,                       -- the picture, once somebody wanted to see it
    fetched BIGINT      NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

INSERT INTO schema_version (version) VALUES (3);

-- Version 4: profile pictures

CREATE TABLE IF NOT EXISTS pictures (
    user_id BIGINT     NOT NULL PRIMARY KEY,
    large   MEDIUMBLOB NOT NULL, -- a PNG that this server made, 256 pixels a side
    small   MEDIUMBLOB NOT NULL, -- the same, 64 pixels a side
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

INSERT INTO schema_version (version) VALUES (4);

-- Version 5: moderation, and admins

CREATE TABLE IF NOT EXISTS admins (
    user_id   BIGINT NOT NULL PRIMARY KEY,
    appointed BIGINT NOT NULL,
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS site_bans (
    user_id BIGINT NOT NULL PRIMARY KEY,
    banned  BIGINT NOT NULL,
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS moderators (
    channel_id BIGINT NOT NULL, -- the user whose channel it is
    user_id    BIGINT NOT NULL,
    appointed  BIGINT NOT NULL,
    PRIMARY KEY (channel_id, user_id),
    FOREIGN KEY (channel_id) REFERENCES users (id) ON DELETE CASCADE,
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    INDEX moderators_user (user_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS chat_bans (
    channel_id BIGINT NOT NULL, -- the user whose channel it is
    user_id    BIGINT NOT NULL, -- who may not write there
    banned     BIGINT NOT NULL,
    ends       BIGINT NOT NULL, -- never: the largest number
    PRIMARY KEY (channel_id, user_id),
    FOREIGN KEY (channel_id) REFERENCES users (id) ON DELETE CASCADE,
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    INDEX chat_bans_user (user_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS chat_rules (
    channel_id     BIGINT         NOT NULL PRIMARY KEY, -- the user whose channel it is
    slow_seconds   INT            NOT NULL,
    followers_only INT            NOT NULL, -- 0 or 1, as is shield
    age_seconds    BIGINT         NOT NULL,
    shield         INT            NOT NULL,
    words          VARCHAR(10200) NOT NULL, -- that are not allowed, one a line
    FOREIGN KEY (channel_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS moderation_log (
    entry_id     BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    channel_id   BIGINT       NOT NULL, -- the user whose channel it is
    moderator_id BIGINT,                -- removed since: NULL, as for target_id
    target_id    BIGINT,
    action       VARCHAR(20)  NOT NULL,
    detail       VARCHAR(100) NOT NULL,
    done         BIGINT       NOT NULL,
    FOREIGN KEY (channel_id) REFERENCES users (id) ON DELETE CASCADE,
    FOREIGN KEY (moderator_id) REFERENCES users (id) ON DELETE SET NULL,
    FOREIGN KEY (target_id) REFERENCES users (id) ON DELETE SET NULL,
    INDEX moderation_log_channel (channel_id, entry_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;

INSERT INTO schema_version (version) VALUES (5);

-- Version 6: which language streams are in

ALTER TABLE users ADD COLUMN language VARCHAR(8) NOT NULL DEFAULT ''; -- BCP 47; not said: ''

INSERT INTO schema_version (version) VALUES (6);

-- Version 7: what writers were in the chat, for the mark beside their names; and of a line that was
-- taken away only its id is kept: author and body are ''

ALTER TABLE chat_lines ADD COLUMN author_role VARCHAR(10) NOT NULL DEFAULT 'viewer'; -- as messages have it

INSERT INTO schema_version (version) VALUES (7);
