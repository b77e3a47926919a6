CREATE FUNCTION revision_of_new_forum_key() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (new.forum_key, 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 RETURN NULL; END $$;
CREATE FUNCTION revision_of_new_key() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (new.key, 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 RETURN NULL; END $$;
CREATE FUNCTION revision_of_old_forum_key() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (old.forum_key, 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 RETURN NULL; END $$;
CREATE FUNCTION revision_of_old_key() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (old.key, 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 RETURN NULL; END $$;
CREATE TABLE alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE attachment (
    forum_key character varying(60) NOT NULL,
    post_key character varying(60) NOT NULL,
    rank integer NOT NULL,
    id integer NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    size integer,
    inline boolean NOT NULL
);
CREATE TABLE board (
    forum_key character varying(60) NOT NULL,
    id integer NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    rank integer NOT NULL,
    first_seen_at timestamp without time zone NOT NULL,
    index_mark text,
    row_mark text,
    listed_at timestamp without time zone,
    unlisted_below timestamp without time zone,
    unlisted_page integer,
    own_posts integer,
    own_threads integer,
    posts_per_page integer,
    newest_first boolean,
    answer character varying(40) NOT NULL,
    detail text NOT NULL,
    refused_at timestamp without time zone,
    refused_as text
);
CREATE TABLE board_password (
    forum_key character varying(60) NOT NULL,
    board_id integer NOT NULL,
    refused_for character varying(64) NOT NULL
);
CREATE TABLE came (
    forum_key character varying(60) NOT NULL,
    board_id integer NOT NULL,
    hour timestamp without time zone NOT NULL,
    polls integer NOT NULL,
    requests integer NOT NULL,
    size bigint NOT NULL,
    new_posts integer NOT NULL,
    edits integer NOT NULL,
    deletions integer NOT NULL,
    unread_dates integer NOT NULL
);
CREATE TABLE cookies (
    forum_key character varying(60) NOT NULL,
    sealed text NOT NULL
);
CREATE TABLE forum (
    key character varying(60) NOT NULL,
    host character varying(255) NOT NULL,
    url text NOT NULL,
    engine character varying(40) NOT NULL,
    title text NOT NULL,
    language character varying(20) NOT NULL,
    first_polled_at timestamp without time zone NOT NULL,
    storm_at timestamp without time zone
);
CREATE TABLE holder (
    name character varying(80) NOT NULL,
    command character varying(80) NOT NULL,
    host character varying(255) NOT NULL,
    process_id integer NOT NULL,
    since timestamp without time zone NOT NULL
);
CREATE TABLE lately (
    forum_key character varying(60) NOT NULL,
    asked double precision NOT NULL,
    reread double precision NOT NULL,
    at timestamp without time zone NOT NULL
);
CREATE TABLE post (
    forum_key character varying(60) NOT NULL,
    key character varying(60) NOT NULL,
    thread_id integer NOT NULL,
    board_id integer,
    id integer,
    number integer NOT NULL,
    "position" integer NOT NULL,
    first boolean NOT NULL,
    gap_before boolean NOT NULL,
    author text NOT NULL,
    author_id integer,
    title text NOT NULL,
    icon text NOT NULL,
    posted_at timestamp without time zone NOT NULL,
    dated boolean NOT NULL,
    first_seen_at timestamp without time zone NOT NULL,
    edited_at timestamp without time zone,
    edits integer NOT NULL,
    content text NOT NULL,
    signature text NOT NULL,
    fingerprint text NOT NULL,
    missing integer NOT NULL,
    missing_at timestamp without time zone,
    gone_at timestamp without time zone,
    reread_at timestamp without time zone,
    dropped_at timestamp without time zone,
    edit_waits boolean DEFAULT false NOT NULL
);
CREATE TABLE revision (
    forum_key character varying(60) NOT NULL,
    number bigint NOT NULL
);
CREATE TABLE robots (
    host character varying(255) NOT NULL,
    text text NOT NULL,
    fetched_at timestamp without time zone NOT NULL
);
CREATE TABLE thread (
    forum_key character varying(60) NOT NULL,
    id integer NOT NULL,
    board_id integer,
    topic text NOT NULL,
    prefix text NOT NULL,
    starter text NOT NULL,
    starter_id integer,
    closed boolean NOT NULL,
    important boolean NOT NULL,
    announcement boolean NOT NULL,
    total integer,
    pages integer NOT NULL,
    last_post_at timestamp without time zone,
    listed_mark text,
    tail_mark text,
    read_mark text,
    news boolean NOT NULL,
    news_since timestamp without time zone,
    settled_total integer,
    never_read boolean NOT NULL,
    first_key character varying(60),
    missing integer NOT NULL,
    missing_at timestamp without time zone,
    suspect boolean NOT NULL,
    gone_at timestamp without time zone,
    refused_at timestamp without time zone,
    hunted_at timestamp without time zone,
    first_seen_at timestamp without time zone NOT NULL
);
CREATE TABLE visit (
    forum_key character varying(60) NOT NULL,
    due_at timestamp without time zone,
    pause integer NOT NULL,
    failures integer NOT NULL,
    polled_at timestamp without time zone,
    answer character varying(40) NOT NULL,
    detail text NOT NULL,
    url text NOT NULL,
    requests integer NOT NULL,
    new_posts integer NOT NULL,
    unread_dates integer NOT NULL,
    login_refused_at timestamp without time zone,
    login_refused_for character varying(64) NOT NULL,
    logged_in_at timestamp without time zone,
    logins integer DEFAULT 0 NOT NULL,
    edits integer DEFAULT 0 NOT NULL,
    deletions integer DEFAULT 0 NOT NULL,
    size bigint DEFAULT '0'::bigint NOT NULL,
    trouble_since timestamp without time zone
);
CREATE TABLE wish (
    forum_key character varying(60) NOT NULL,
    wished_at timestamp without time zone NOT NULL
);
CREATE TABLE words (
    id integer NOT NULL,
    forum_key character varying(60) NOT NULL,
    post_key character varying(60) NOT NULL,
    author text NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    vector tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, ((title || ' '::text) || text))) STORED
);
CREATE SEQUENCE words_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE words_id_seq OWNED BY words.id;
ALTER TABLE ONLY words ALTER COLUMN id SET DEFAULT nextval('words_id_seq'::regclass);
INSERT INTO alembic_version VALUES ('0010');
INSERT INTO attachment VALUES ('sample', '18', 0, 2, 'a.png', 'http://127.0.0.1:42821/attachment.php?attachmentid=2', NULL, true);
INSERT INTO attachment VALUES ('sample', '18', 1, 1, 'plan.zip', 'http://127.0.0.1:42821/attachment.php?attachmentid=1', 12349, false);
INSERT INTO board VALUES ('sample', 2, 'Räder', '', 0, '2026-03-10 22:07:10', '23|4|1|Cleo|2026-03-10T22:07+00:00', '23|4|1|Cleo|2026-03-10T22:07+00:00', '2026-03-11 05:07:10', NULL, NULL, 23, 4, 5, false, 'ok', '', NULL, NULL);
INSERT INTO board VALUES ('sample', 3, 'Lampen', '', 1, '2026-03-10 22:07:10', '6|4|8|Emil|2026-03-10T21:07+00:00', '6|4|8|Emil|2026-03-10T21:07+00:00', '2026-03-11 05:07:10', NULL, NULL, 6, 4, NULL, false, 'ok', '', NULL, NULL);
INSERT INTO board_password VALUES ('sample', 3, 'scrypt');
INSERT INTO came VALUES ('sample', 0, '2026-03-13 06:00:00', 1, 3, 5000, 2, 0, 0, 0);
INSERT INTO came VALUES ('sample', 2, '2026-03-13 06:00:00', 0, 0, 0, 2, 0, 0, 0);
INSERT INTO came VALUES ('sample', 2, '1970-01-01 00:00:00', 0, 0, 0, 2, 0, 0, 0);
INSERT INTO cookies VALUES ('sample', 'gAAAAABrDW3W_QJdFnQV6aq2BZnPDMww-Si3iQShX_MRAlx10aCM-Lw-any8w9-eAF5NErlMoL4gTXjgCwAjF6VU7la0goXBXlB_buSIrA8mYgYFPae4eMyE1wrQrCQEsV7qBTFv4QvRhFiqzObRclY4juis30IysiluZoVbRYyYUC7SepCtcGrH928-izEGJH4vZBY4u54RxIj7070oqmS88zlgMUAKaqKKIboeGNpxYSBzFKOIvBnRD9XWk3wqMVjJ6R4xF1Ih8mMHvAryYPwny9ut3J1P7Q==');
INSERT INTO forum VALUES ('sample', '127.0.0.1', 'http://127.0.0.1:42821/', 'wbb2', 'Werkbank', 'de', '2026-03-10 22:07:10', NULL);
INSERT INTO holder VALUES ('poller', 'run', 'there', 7, '2026-03-13 06:07:10');
INSERT INTO lately VALUES ('sample', 1.5859403539302075, 4.449301723017942, '2026-03-13 06:07:10');
INSERT INTO post VALUES ('sample', '31', 9, 2, 31, 31, 1, true, false, 'Anna', 1, 'Hausordnung', '', '2026-03-10 21:07:00', true, '2026-03-10 22:07:10', NULL, 0, 'Seid nett.', 'Grüße aus der Werkstatt', '1:6bd90f23aea77bb3e65b4de13254f285:', 0, NULL, NULL, '2026-03-14 12:07:30', NULL, false);
INSERT INTO post VALUES ('sample', '29', 8, 3, 29, 29, 1, true, false, 'Dora', NULL, 'Kurz 5', '', '2026-03-10 21:07:00', true, '2026-03-10 22:07:10', '2026-03-10 22:07:00', 1, 'Ganz anders', '', '1:3e801f89eede1d2a554df6bf3a5674ea:', 0, NULL, NULL, '2026-03-14 12:07:30', NULL, false);
INSERT INTO post VALUES ('sample', '30', 8, 3, 30, 30, 2, false, false, 'Emil', NULL, '', '', '2026-03-10 21:07:00', true, '2026-03-10 22:07:10', NULL, 0, 'Dazu etwas', '', '1:355d4ba06dc5b26c3bf3606b05cc39c2:', 0, NULL, NULL, '2026-03-14 12:07:30', NULL, false);
INSERT INTO post VALUES ('sample', '27', 7, 2, 27, 27, 1, true, false, 'Dora', NULL, 'Kurz 4', '', '2026-03-10 19:37:00', true, '2026-03-10 22:07:10', NULL, 0, 'Text 4', '', '1:cd407b8f8e99032e8507f3ddae785119:', 0, NULL, NULL, '2026-03-14 15:07:30', NULL, false);
INSERT INTO post VALUES ('sample', '28', 7, 2, 28, 28, 2, false, false, 'Emil', NULL, '', '', '2026-03-10 19:37:00', true, '2026-03-10 22:07:10', NULL, 0, 'Dazu etwas', '', '1:355d4ba06dc5b26c3bf3606b05cc39c2:', 0, NULL, NULL, '2026-03-14 15:07:30', NULL, false);
INSERT INTO post VALUES ('sample', '25', 6, 3, 25, 25, 1, true, false, 'Dora', NULL, 'Kurz 3', '', '2026-03-10 18:07:00', true, '2026-03-10 22:07:10', NULL, 0, 'Text 3', '', '1:f2721e10cfd2afdea1426f6cb9855b1b:', 0, NULL, NULL, '2026-03-18 06:07:30', NULL, false);
INSERT INTO post VALUES ('sample', '26', 6, 3, 26, 26, 2, false, false, 'Emil', NULL, '', '', '2026-03-10 18:07:00', true, '2026-03-10 22:07:10', NULL, 0, 'Dazu etwas', '', '1:355d4ba06dc5b26c3bf3606b05cc39c2:', 0, NULL, NULL, '2026-03-18 06:07:30', NULL, false);
INSERT INTO post VALUES ('sample', '23', 5, 2, 23, 23, 1, true, false, 'Dora', NULL, 'Kurz 2', '', '2026-03-10 16:37:00', true, '2026-03-10 22:07:10', NULL, 0, 'Text 2', '', '1:61b8d86f661dd6ad5e341cb70f05f9a9:', 0, NULL, '2026-03-11 19:07:10', '2026-03-11 09:07:30', NULL, false);
INSERT INTO post VALUES ('sample', '24', 5, 2, 24, 24, 2, false, false, 'Emil', NULL, '', '', '2026-03-10 16:37:00', true, '2026-03-10 22:07:10', NULL, 0, '', '', '1:355d4ba06dc5b26c3bf3606b05cc39c2:', 0, NULL, '2026-03-11 19:07:10', NULL, '2026-03-13 06:07:10', false);
INSERT INTO post VALUES ('sample', '21', 4, 3, 21, 21, 1, true, false, 'Dora', NULL, 'Kurz 1', '', '2026-03-10 15:07:00', true, '2026-03-10 22:07:10', NULL, 0, 'Text 1', '', '1:d625bc8919751cbe78cf82c9a90ea7e7:', 0, NULL, NULL, '2026-03-14 03:07:30', NULL, false);
INSERT INTO post VALUES ('sample', '22', 4, 3, 22, 22, 2, false, false, 'Emil', NULL, '', '', '2026-03-10 15:07:00', true, '2026-03-10 22:07:10', NULL, 0, 'Dazu etwas', '', '1:355d4ba06dc5b26c3bf3606b05cc39c2:', 3, '2026-03-11 19:07:10', '2026-03-11 19:07:10', NULL, NULL, false);
INSERT INTO post VALUES ('sample', '19', 3, 2, 19, 19, 1, true, false, 'Dora', NULL, 'Kurz 0', '', '2026-03-10 13:37:00', true, '2026-03-10 22:07:10', NULL, 0, 'Text 0', '', '1:ed778b7c38c0dc42e6634ee1bcae0c8e:', 0, NULL, NULL, '2026-03-14 06:07:30', NULL, false);
INSERT INTO post VALUES ('sample', '20', 3, 2, 20, 20, 2, false, false, 'Emil', NULL, '', '', '2026-03-10 13:37:00', true, '2026-03-10 22:07:10', NULL, 0, '', '', '1:355d4ba06dc5b26c3bf3606b05cc39c2:', 0, NULL, NULL, NULL, '2026-03-13 06:07:10', false);
INSERT INTO post VALUES ('sample', '1', 1, 2, 1, 1, 1, true, false, 'Anna', 1, 'Von allerlei Dingen', '', '2026-03-10 12:00:00', true, '2026-03-10 22:07:10', NULL, 0, '', '', '1:167ff372d7a02c08619af53355fb2563:', 0, NULL, NULL, NULL, '2026-03-13 06:07:10', false);
INSERT INTO post VALUES ('sample', '2', 1, 2, 2, 2, 2, false, false, 'Bert', NULL, '', '', '2026-03-10 12:00:00', true, '2026-03-10 22:07:10', NULL, 0, '', '', '1:bf35a5c82ef501e12158e81edf0a8697:', 0, NULL, NULL, NULL, '2026-03-13 06:07:10', false);
INSERT INTO post VALUES ('sample', '3', 1, 2, 3, 3, 3, false, false, 'Bert', NULL, '', '', '2026-03-10 12:01:00', true, '2026-03-10 22:07:10', NULL, 0, '', '', '1:87c1b675a9b5c506330783803578d222:', 0, NULL, NULL, NULL, '2026-03-13 06:07:10', false);
INSERT INTO post VALUES ('sample', '4', 1, 2, 4, 4, 4, false, false, 'Bert', NULL, '', '', '2026-03-10 12:01:00', true, '2026-03-10 22:07:10', NULL, 0, '', '', '1:c3d97dbd7bb8815ac692fcfcc05f3446:', 0, NULL, NULL, NULL, '2026-03-13 06:07:10', false);
INSERT INTO post VALUES ('sample', '5', 1, 2, 5, 5, 5, false, false, 'Bert', NULL, '', '', '2026-03-10 12:02:00', true, '2026-03-10 22:07:10', NULL, 0, '', '', '1:c8763efb10933aa1c1e0717ef95cf385:', 0, NULL, NULL, NULL, '2026-03-13 06:07:10', false);
INSERT INTO post VALUES ('sample', '18', 2, 3, 18, 18, 1, true, false, 'Cleo', NULL, 'Käse im Titel', '', '2026-03-10 12:07:00', true, '2026-03-10 22:07:10', NULL, 0, 'Licht<section class="feedforum-attachments"><figure><a href="http://127.0.0.1:42821/attachment.php?attachmentid=2"><img src="http://127.0.0.1:42821/attachment.php?attachmentid=2" alt="a.png"></a></figure><ul><li><a href="http://127.0.0.1:42821/attachment.php?attachmentid=2">a.png</a> (PNG)</li><li><a href="http://127.0.0.1:42821/attachment.php?attachmentid=1">plan.zip</a> (12 KB, ZIP)</li></ul></section>', '', '1:06b81f2173653dd9d18c67734b2e2324:2,1', 0, NULL, NULL, '2026-03-14 09:07:30', NULL, false);
INSERT INTO post VALUES ('sample', '16', 1, 2, 16, 16, 16, false, true, 'Bert', NULL, '', '', '2026-03-10 12:06:00', true, '2026-03-11 05:07:10', NULL, 0, '', '', '1:d546344575ce8bb85fb64eb3795b28ef:', 0, NULL, NULL, NULL, '2026-03-13 06:07:10', false);
INSERT INTO post VALUES ('sample', '17', 1, 2, 17, 17, 17, false, false, 'Bert', NULL, '', '', '2026-03-10 12:07:00', true, '2026-03-11 05:07:10', NULL, 0, '', '', '1:04b16c9375a8120e4237cc287b934d51:', 0, NULL, NULL, NULL, '2026-03-13 06:07:10', false);
INSERT INTO post VALUES ('sample', '32', 1, 2, 32, 32, 18, false, false, 'Cleo', NULL, 'Mit Titel', '', '2026-03-10 22:07:00', true, '2026-03-11 05:07:10', NULL, 0, 'Noch eine Antwort', '', '1:96f94216bd8e40d38127a157a8332a5d:', 0, NULL, NULL, '2026-03-14 10:07:30', NULL, false);
INSERT INTO revision VALUES ('sample', 93);
INSERT INTO robots VALUES ('127.0.0.1', 'User-agent: *', '2026-03-13 06:07:10');
INSERT INTO thread VALUES ('sample', 9, 2, 'Hausordnung', '', 'Anna', 1, false, false, true, 1, 1, '2026-03-10 21:07:00', '0|Anna|2026-03-10T21:07+00:00', '0|Anna|2026-03-10T21:07+00:00', '0|Anna|2026-03-10T21:07+00:00', false, '2026-03-10 21:07:00', 1, false, '31', 0, NULL, false, NULL, NULL, NULL, '2026-03-10 22:07:10');
INSERT INTO thread VALUES ('sample', 7, 2, 'Kurz 4', '', 'Dora', NULL, false, false, false, 2, 1, '2026-03-10 19:37:00', '1|Emil|2026-03-10T19:37+00:00', '1|Emil|2026-03-10T19:37+00:00', '1|Emil|2026-03-10T19:37+00:00', false, '2026-03-10 19:37:00', 2, false, '27', 0, NULL, false, NULL, NULL, NULL, '2026-03-10 22:07:10');
INSERT INTO thread VALUES ('sample', 5, 2, 'Kurz 2', '', 'Dora', NULL, false, false, false, 2, 1, '2026-03-10 16:37:00', '1|Emil|2026-03-10T16:37+00:00', '1|Emil|2026-03-10T16:37+00:00', '1|Emil|2026-03-10T16:37+00:00', false, '2026-03-10 16:37:00', 2, false, '23', 3, '2026-03-11 19:07:10', false, '2026-03-11 19:07:10', NULL, NULL, '2026-03-10 22:07:10');
INSERT INTO thread VALUES ('sample', 3, 2, 'Kurz 0', '', 'Dora', NULL, false, false, false, 2, 1, '2026-03-10 13:37:00', '1|Emil|2026-03-10T13:37+00:00', '1|Emil|2026-03-10T13:37+00:00', '1|Emil|2026-03-10T13:37+00:00', false, '2026-03-10 13:37:00', 2, false, '19', 0, NULL, false, NULL, NULL, NULL, '2026-03-10 22:07:10');
INSERT INTO thread VALUES ('sample', 1, 2, 'Von allerlei Dingen', '[Frage]', 'Anna', 1, false, false, false, 18, 4, '2026-03-10 22:07:00', '17|Cleo|2026-03-10T22:07+00:00', '17|Cleo|2026-03-10T22:07+00:00', '17|Cleo|2026-03-10T22:07+00:00', false, '2026-03-10 22:07:00', 18, false, '1', 0, NULL, false, NULL, NULL, NULL, '2026-03-10 22:07:10');
INSERT INTO thread VALUES ('sample', 8, 3, 'Kurz 5', '', 'Dora', NULL, false, false, false, 2, 1, '2026-03-10 21:07:00', '1|Emil|2026-03-10T21:07+00:00', '1|Emil|2026-03-10T21:07+00:00', '1|Emil|2026-03-10T21:07+00:00', false, '2026-03-10 21:07:00', 2, false, '29', 0, NULL, false, NULL, NULL, NULL, '2026-03-10 22:07:10');
INSERT INTO thread VALUES ('sample', 6, 3, 'Kurz 3', '', 'Dora', NULL, false, false, false, 2, 1, '2026-03-10 18:07:00', '1|Emil|2026-03-10T18:07+00:00', '1|Emil|2026-03-10T18:07+00:00', '1|Emil|2026-03-10T18:07+00:00', false, '2026-03-10 18:07:00', 2, false, '25', 0, NULL, false, NULL, NULL, NULL, '2026-03-10 22:07:10');
INSERT INTO thread VALUES ('sample', 4, 3, 'Kurz 1', '', 'Dora', NULL, false, false, false, 1, 1, '2026-03-10 15:07:00', '0|Dora|2026-03-10T15:07+00:00', '0|Dora|2026-03-10T15:07+00:00', '0|Dora|2026-03-10T15:07+00:00', false, '2026-03-10 15:07:00', 1, false, '21', 0, NULL, false, NULL, NULL, NULL, '2026-03-10 22:07:10');
INSERT INTO thread VALUES ('sample', 2, 3, 'Käse im Titel', '', 'Cleo', NULL, false, false, false, 1, 1, '2026-03-10 12:07:00', '0|Cleo|2026-03-10T12:07+00:00', '0|Cleo|2026-03-10T12:07+00:00', '0|Cleo|2026-03-10T12:07+00:00', false, '2026-03-10 12:07:00', 1, false, '18', 0, NULL, false, NULL, NULL, NULL, '2026-03-10 22:07:10');
INSERT INTO visit VALUES ('sample', '2026-03-13 07:07:10', 3600, 2, '2026-03-13 06:07:10', 'ok', '', 'http://127.0.0.1/', 3, 2, 0, NULL, 'hash', '2026-03-13 06:07:10', 1, 1, 2, 5000000000, NULL);
INSERT INTO wish VALUES ('sample', '2026-03-13 06:07:10');
INSERT INTO words VALUES (1, 'sample', '31', 'anna', 'hausordnung hausordnung', 'seid nett', DEFAULT);
INSERT INTO words VALUES (2, 'sample', '29', 'dora', 'kurz 5 kurz 5', 'ganz anders', DEFAULT);
INSERT INTO words VALUES (3, 'sample', '30', 'emil', '', 'dazu etwas', DEFAULT);
INSERT INTO words VALUES (4, 'sample', '27', 'dora', 'kurz 4 kurz 4', 'text 4', DEFAULT);
INSERT INTO words VALUES (5, 'sample', '28', 'emil', '', 'dazu etwas', DEFAULT);
INSERT INTO words VALUES (6, 'sample', '25', 'dora', 'kurz 3 kurz 3', 'text 3', DEFAULT);
INSERT INTO words VALUES (7, 'sample', '26', 'emil', '', 'dazu etwas', DEFAULT);
INSERT INTO words VALUES (8, 'sample', '23', 'dora', 'kurz 2 kurz 2', 'text 2', DEFAULT);
INSERT INTO words VALUES (10, 'sample', '21', 'dora', 'kurz 1 kurz 1', 'text 1', DEFAULT);
INSERT INTO words VALUES (11, 'sample', '22', 'emil', '', 'dazu etwas', DEFAULT);
INSERT INTO words VALUES (12, 'sample', '19', 'dora', 'kurz 0 kurz 0', 'text 0', DEFAULT);
INSERT INTO words VALUES (19, 'sample', '18', 'cleo', 'kase im titel kase im titel', 'licht a png png plan zip 12 kb zip', DEFAULT);
INSERT INTO words VALUES (22, 'sample', '32', 'cleo', 'mit titel', 'noch eine antwort', DEFAULT);
SELECT pg_catalog.setval('words_id_seq', 22, true);
ALTER TABLE ONLY alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY attachment
    ADD CONSTRAINT pk_attachment PRIMARY KEY (forum_key, post_key, rank);
ALTER TABLE ONLY board
    ADD CONSTRAINT pk_board PRIMARY KEY (forum_key, id);
ALTER TABLE ONLY board_password
    ADD CONSTRAINT pk_board_password PRIMARY KEY (forum_key, board_id);
ALTER TABLE ONLY came
    ADD CONSTRAINT pk_came PRIMARY KEY (forum_key, board_id, hour);
ALTER TABLE ONLY cookies
    ADD CONSTRAINT pk_cookies PRIMARY KEY (forum_key);
ALTER TABLE ONLY forum
    ADD CONSTRAINT pk_forum PRIMARY KEY (key);
ALTER TABLE ONLY holder
    ADD CONSTRAINT pk_holder PRIMARY KEY (name);
ALTER TABLE ONLY lately
    ADD CONSTRAINT pk_lately PRIMARY KEY (forum_key);
ALTER TABLE ONLY post
    ADD CONSTRAINT pk_post PRIMARY KEY (forum_key, key);
ALTER TABLE ONLY revision
    ADD CONSTRAINT pk_revision PRIMARY KEY (forum_key);
ALTER TABLE ONLY robots
    ADD CONSTRAINT pk_robots PRIMARY KEY (host);
ALTER TABLE ONLY thread
    ADD CONSTRAINT pk_thread PRIMARY KEY (forum_key, id);
ALTER TABLE ONLY visit
    ADD CONSTRAINT pk_visit PRIMARY KEY (forum_key);
ALTER TABLE ONLY wish
    ADD CONSTRAINT pk_wish PRIMARY KEY (forum_key);
ALTER TABLE ONLY words
    ADD CONSTRAINT pk_words PRIMARY KEY (id);
ALTER TABLE ONLY words
    ADD CONSTRAINT uq_words_forum_key_post_key UNIQUE (forum_key, post_key);
CREATE INDEX ix_post_board_first ON post USING btree (forum_key, board_id, first, posted_at, number, key);
CREATE INDEX ix_post_board_time ON post USING btree (forum_key, board_id, posted_at, number, key);
CREATE INDEX ix_post_forum_time ON post USING btree (forum_key, posted_at, number, key);
CREATE INDEX ix_post_gap ON post USING btree (forum_key, board_id, gap_before, posted_at);
CREATE INDEX ix_post_gone ON post USING btree (forum_key, gone_at, number);
CREATE INDEX ix_post_kept ON post USING btree (forum_key, board_id, dropped_at, posted_at);
CREATE INDEX ix_post_reread ON post USING btree (forum_key, reread_at);
CREATE INDEX ix_post_thread ON post USING btree (forum_key, thread_id, "position");
CREATE INDEX ix_post_time ON post USING btree (posted_at, number, forum_key, key);
CREATE INDEX ix_thread_board ON thread USING btree (forum_key, board_id, last_post_at);
CREATE INDEX ix_thread_never_read ON thread USING btree (forum_key, board_id, never_read, last_post_at);
CREATE INDEX ix_thread_newest ON thread USING btree (forum_key, board_id, id);
CREATE INDEX ix_thread_news ON thread USING btree (forum_key, news);
CREATE INDEX ix_thread_suspect ON thread USING btree (forum_key, suspect);
CREATE INDEX ix_words_author ON words USING btree (forum_key, author);
CREATE INDEX ix_words_vector ON words USING gin (vector);
CREATE TRIGGER attachment_deleted_revision AFTER DELETE ON attachment FOR EACH ROW EXECUTE FUNCTION revision_of_old_forum_key();
CREATE TRIGGER attachment_inserted_revision AFTER INSERT ON attachment FOR EACH ROW EXECUTE FUNCTION revision_of_new_forum_key();
CREATE TRIGGER attachment_updated_revision AFTER UPDATE ON attachment FOR EACH ROW WHEN ((((old.forum_key)::text IS DISTINCT FROM (new.forum_key)::text) OR ((old.post_key)::text IS DISTINCT FROM (new.post_key)::text) OR (old.rank IS DISTINCT FROM new.rank) OR (old.id IS DISTINCT FROM new.id) OR (old.name IS DISTINCT FROM new.name) OR (old.url IS DISTINCT FROM new.url) OR (old.size IS DISTINCT FROM new.size) OR (old.inline IS DISTINCT FROM new.inline))) EXECUTE FUNCTION revision_of_new_forum_key();
CREATE TRIGGER board_deleted_revision AFTER DELETE ON board FOR EACH ROW EXECUTE FUNCTION revision_of_old_forum_key();
CREATE TRIGGER board_inserted_revision AFTER INSERT ON board FOR EACH ROW EXECUTE FUNCTION revision_of_new_forum_key();
CREATE TRIGGER board_updated_revision AFTER UPDATE ON board FOR EACH ROW WHEN ((((old.forum_key)::text IS DISTINCT FROM (new.forum_key)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.title IS DISTINCT FROM new.title) OR (old.description IS DISTINCT FROM new.description) OR (old.rank IS DISTINCT FROM new.rank) OR (old.first_seen_at IS DISTINCT FROM new.first_seen_at))) EXECUTE FUNCTION revision_of_new_forum_key();
CREATE TRIGGER forum_deleted_revision AFTER DELETE ON forum FOR EACH ROW EXECUTE FUNCTION revision_of_old_key();
CREATE TRIGGER forum_inserted_revision AFTER INSERT ON forum FOR EACH ROW EXECUTE FUNCTION revision_of_new_key();
CREATE TRIGGER forum_updated_revision AFTER UPDATE ON forum FOR EACH ROW WHEN ((((old.key)::text IS DISTINCT FROM (new.key)::text) OR ((old.host)::text IS DISTINCT FROM (new.host)::text) OR (old.url IS DISTINCT FROM new.url) OR ((old.engine)::text IS DISTINCT FROM (new.engine)::text) OR (old.title IS DISTINCT FROM new.title) OR ((old.language)::text IS DISTINCT FROM (new.language)::text) OR (old.first_polled_at IS DISTINCT FROM new.first_polled_at))) EXECUTE FUNCTION revision_of_new_key();
CREATE TRIGGER post_deleted_revision AFTER DELETE ON post FOR EACH ROW EXECUTE FUNCTION revision_of_old_forum_key();
CREATE TRIGGER post_inserted_revision AFTER INSERT ON post FOR EACH ROW EXECUTE FUNCTION revision_of_new_forum_key();
CREATE TRIGGER post_updated_revision AFTER UPDATE ON post FOR EACH ROW WHEN ((((old.forum_key)::text IS DISTINCT FROM (new.forum_key)::text) OR ((old.key)::text IS DISTINCT FROM (new.key)::text) OR (old.thread_id IS DISTINCT FROM new.thread_id) OR (old.board_id IS DISTINCT FROM new.board_id) OR (old.id IS DISTINCT FROM new.id) OR (old.number IS DISTINCT FROM new.number) OR (old."position" IS DISTINCT FROM new."position") OR (old.first IS DISTINCT FROM new.first) OR (old.author IS DISTINCT FROM new.author) OR (old.author_id IS DISTINCT FROM new.author_id) OR (old.title IS DISTINCT FROM new.title) OR (old.icon IS DISTINCT FROM new.icon) OR (old.posted_at IS DISTINCT FROM new.posted_at) OR (old.first_seen_at IS DISTINCT FROM new.first_seen_at) OR (old.edited_at IS DISTINCT FROM new.edited_at) OR (old.content IS DISTINCT FROM new.content) OR (old.signature IS DISTINCT FROM new.signature) OR (old.gone_at IS DISTINCT FROM new.gone_at) OR (old.dropped_at IS DISTINCT FROM new.dropped_at))) EXECUTE FUNCTION revision_of_new_forum_key();
CREATE TRIGGER thread_deleted_revision AFTER DELETE ON thread FOR EACH ROW EXECUTE FUNCTION revision_of_old_forum_key();
CREATE TRIGGER thread_inserted_revision AFTER INSERT ON thread FOR EACH ROW EXECUTE FUNCTION revision_of_new_forum_key();
CREATE TRIGGER thread_updated_revision AFTER UPDATE ON thread FOR EACH ROW WHEN ((((old.forum_key)::text IS DISTINCT FROM (new.forum_key)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.board_id IS DISTINCT FROM new.board_id) OR (old.topic IS DISTINCT FROM new.topic) OR (old.prefix IS DISTINCT FROM new.prefix) OR (old.starter IS DISTINCT FROM new.starter) OR (old.starter_id IS DISTINCT FROM new.starter_id) OR (old.closed IS DISTINCT FROM new.closed) OR (old.important IS DISTINCT FROM new.important) OR (old.announcement IS DISTINCT FROM new.announcement) OR (old.total IS DISTINCT FROM new.total) OR ((old.first_key)::text IS DISTINCT FROM (new.first_key)::text) OR (old.gone_at IS DISTINCT FROM new.gone_at) OR (old.first_seen_at IS DISTINCT FROM new.first_seen_at))) EXECUTE FUNCTION revision_of_new_forum_key();
CREATE TRIGGER words_deleted_revision AFTER DELETE ON words FOR EACH ROW EXECUTE FUNCTION revision_of_old_forum_key();
CREATE TRIGGER words_inserted_revision AFTER INSERT ON words FOR EACH ROW EXECUTE FUNCTION revision_of_new_forum_key();
CREATE TRIGGER words_updated_revision AFTER UPDATE ON words FOR EACH ROW WHEN ((((old.forum_key)::text IS DISTINCT FROM (new.forum_key)::text) OR ((old.post_key)::text IS DISTINCT FROM (new.post_key)::text) OR (old.author IS DISTINCT FROM new.author) OR (old.title IS DISTINCT FROM new.title) OR (old.text IS DISTINCT FROM new.text))) EXECUTE FUNCTION revision_of_new_forum_key();
ALTER TABLE ONLY attachment
    ADD CONSTRAINT fk_attachment_forum_key_post_key_post FOREIGN KEY (forum_key, post_key) REFERENCES post(forum_key, key);
ALTER TABLE ONLY post
    ADD CONSTRAINT fk_post_forum_key_thread_id_thread FOREIGN KEY (forum_key, thread_id) REFERENCES thread(forum_key, id);
ALTER TABLE ONLY words
    ADD CONSTRAINT fk_words_forum_key_post_key_post FOREIGN KEY (forum_key, post_key) REFERENCES post(forum_key, key);
