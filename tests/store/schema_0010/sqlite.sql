CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0010');
CREATE TABLE board (
	forum_key VARCHAR(60) NOT NULL, 
	id INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	description TEXT NOT NULL, 
	rank INTEGER NOT NULL, 
	first_seen_at DATETIME NOT NULL, 
	index_mark TEXT, 
	row_mark TEXT, 
	listed_at DATETIME, 
	unlisted_below DATETIME, 
	unlisted_page INTEGER, 
	own_posts INTEGER, 
	own_threads INTEGER, 
	posts_per_page INTEGER, 
	newest_first BOOLEAN, 
	answer VARCHAR(40) NOT NULL, 
	detail TEXT NOT NULL, 
	refused_at DATETIME, 
	refused_as TEXT, 
	CONSTRAINT pk_board PRIMARY KEY (forum_key, id)
);
INSERT INTO "board" VALUES('sample',2,'Räder','',0,'2026-03-10 22:07:10.000000','23|4|1|Cleo|2026-03-10T22:07+00:00','23|4|1|Cleo|2026-03-10T22:07+00:00','2026-03-11 05:07:10.000000',NULL,NULL,23,4,5,0,'ok','',NULL,NULL);
INSERT INTO "board" VALUES('sample',3,'Lampen','',1,'2026-03-10 22:07:10.000000','6|4|8|Emil|2026-03-10T21:07+00:00','6|4|8|Emil|2026-03-10T21:07+00:00','2026-03-11 05:07:10.000000',NULL,NULL,6,4,NULL,0,'ok','',NULL,NULL);
CREATE TABLE forum (
	"key" VARCHAR(60) NOT NULL, 
	host VARCHAR(255) NOT NULL, 
	url TEXT NOT NULL, 
	engine VARCHAR(40) NOT NULL, 
	title TEXT NOT NULL, 
	language VARCHAR(20) NOT NULL, 
	first_polled_at DATETIME NOT NULL, storm_at DATETIME, 
	CONSTRAINT pk_forum PRIMARY KEY ("key")
);
INSERT INTO "forum" VALUES('sample','127.0.0.1','http://127.0.0.1:42821/','wbb2','Werkbank','de','2026-03-10 22:07:10.000000',NULL);
CREATE TABLE robots (
	host VARCHAR(255) NOT NULL, 
	text TEXT NOT NULL, 
	fetched_at DATETIME NOT NULL, 
	CONSTRAINT pk_robots PRIMARY KEY (host)
);
INSERT INTO "robots" VALUES('127.0.0.1','User-agent: *','2026-03-13 06:07:10.000000');
CREATE TABLE thread (
	forum_key VARCHAR(60) NOT NULL, 
	id INTEGER NOT NULL, 
	board_id INTEGER, 
	topic TEXT NOT NULL, 
	prefix TEXT NOT NULL, 
	starter TEXT NOT NULL, 
	starter_id INTEGER, 
	closed BOOLEAN NOT NULL, 
	important BOOLEAN NOT NULL, 
	announcement BOOLEAN NOT NULL, 
	total INTEGER, 
	pages INTEGER NOT NULL, 
	last_post_at DATETIME, 
	listed_mark TEXT, 
	tail_mark TEXT, 
	read_mark TEXT, 
	news BOOLEAN NOT NULL, 
	news_since DATETIME, 
	settled_total INTEGER, 
	never_read BOOLEAN NOT NULL, 
	first_key VARCHAR(60), 
	missing INTEGER NOT NULL, 
	missing_at DATETIME, 
	suspect BOOLEAN NOT NULL, 
	gone_at DATETIME, 
	refused_at DATETIME, 
	hunted_at DATETIME, 
	first_seen_at DATETIME NOT NULL, 
	CONSTRAINT pk_thread PRIMARY KEY (forum_key, id)
);
INSERT INTO "thread" VALUES('sample',9,2,'Hausordnung','','Anna',1,0,0,1,1,1,'2026-03-10 21:07:00.000000','0|Anna|2026-03-10T21:07+00:00','0|Anna|2026-03-10T21:07+00:00','0|Anna|2026-03-10T21:07+00:00',0,'2026-03-10 21:07:00.000000',1,0,'31',0,NULL,0,NULL,NULL,NULL,'2026-03-10 22:07:10.000000');
INSERT INTO "thread" VALUES('sample',7,2,'Kurz 4','','Dora',NULL,0,0,0,2,1,'2026-03-10 19:37:00.000000','1|Emil|2026-03-10T19:37+00:00','1|Emil|2026-03-10T19:37+00:00','1|Emil|2026-03-10T19:37+00:00',0,'2026-03-10 19:37:00.000000',2,0,'27',0,NULL,0,NULL,NULL,NULL,'2026-03-10 22:07:10.000000');
INSERT INTO "thread" VALUES('sample',5,2,'Kurz 2','','Dora',NULL,0,0,0,2,1,'2026-03-10 16:37:00.000000','1|Emil|2026-03-10T16:37+00:00','1|Emil|2026-03-10T16:37+00:00','1|Emil|2026-03-10T16:37+00:00',0,'2026-03-10 16:37:00.000000',2,0,'23',3,'2026-03-11 19:07:10.000000',0,'2026-03-11 19:07:10.000000',NULL,NULL,'2026-03-10 22:07:10.000000');
INSERT INTO "thread" VALUES('sample',3,2,'Kurz 0','','Dora',NULL,0,0,0,2,1,'2026-03-10 13:37:00.000000','1|Emil|2026-03-10T13:37+00:00','1|Emil|2026-03-10T13:37+00:00','1|Emil|2026-03-10T13:37+00:00',0,'2026-03-10 13:37:00.000000',2,0,'19',0,NULL,0,NULL,NULL,NULL,'2026-03-10 22:07:10.000000');
INSERT INTO "thread" VALUES('sample',1,2,'Von allerlei Dingen','[Frage]','Anna',1,0,0,0,18,4,'2026-03-10 22:07:00.000000','17|Cleo|2026-03-10T22:07+00:00','17|Cleo|2026-03-10T22:07+00:00','17|Cleo|2026-03-10T22:07+00:00',0,'2026-03-10 22:07:00.000000',18,0,'1',0,NULL,0,NULL,NULL,NULL,'2026-03-10 22:07:10.000000');
INSERT INTO "thread" VALUES('sample',8,3,'Kurz 5','','Dora',NULL,0,0,0,2,1,'2026-03-10 21:07:00.000000','1|Emil|2026-03-10T21:07+00:00','1|Emil|2026-03-10T21:07+00:00','1|Emil|2026-03-10T21:07+00:00',0,'2026-03-10 21:07:00.000000',2,0,'29',0,NULL,0,NULL,NULL,NULL,'2026-03-10 22:07:10.000000');
INSERT INTO "thread" VALUES('sample',6,3,'Kurz 3','','Dora',NULL,0,0,0,2,1,'2026-03-10 18:07:00.000000','1|Emil|2026-03-10T18:07+00:00','1|Emil|2026-03-10T18:07+00:00','1|Emil|2026-03-10T18:07+00:00',0,'2026-03-10 18:07:00.000000',2,0,'25',0,NULL,0,NULL,NULL,NULL,'2026-03-10 22:07:10.000000');
INSERT INTO "thread" VALUES('sample',4,3,'Kurz 1','','Dora',NULL,0,0,0,1,1,'2026-03-10 15:07:00.000000','0|Dora|2026-03-10T15:07+00:00','0|Dora|2026-03-10T15:07+00:00','0|Dora|2026-03-10T15:07+00:00',0,'2026-03-10 15:07:00.000000',1,0,'21',0,NULL,0,NULL,NULL,NULL,'2026-03-10 22:07:10.000000');
INSERT INTO "thread" VALUES('sample',2,3,'Käse im Titel','','Cleo',NULL,0,0,0,1,1,'2026-03-10 12:07:00.000000','0|Cleo|2026-03-10T12:07+00:00','0|Cleo|2026-03-10T12:07+00:00','0|Cleo|2026-03-10T12:07+00:00',0,'2026-03-10 12:07:00.000000',1,0,'18',0,NULL,0,NULL,NULL,NULL,'2026-03-10 22:07:10.000000');
CREATE TABLE visit (
	forum_key VARCHAR(60) NOT NULL, 
	due_at DATETIME, 
	pause INTEGER NOT NULL, 
	failures INTEGER NOT NULL, 
	polled_at DATETIME, 
	answer VARCHAR(40) NOT NULL, 
	detail TEXT NOT NULL, 
	url TEXT NOT NULL, 
	requests INTEGER NOT NULL, 
	new_posts INTEGER NOT NULL, 
	unread_dates INTEGER NOT NULL, 
	login_refused_at DATETIME, 
	login_refused_for VARCHAR(64) NOT NULL, logged_in_at DATETIME, logins INTEGER DEFAULT '0' NOT NULL, edits INTEGER DEFAULT '0' NOT NULL, deletions INTEGER DEFAULT '0' NOT NULL, size BIGINT DEFAULT '0' NOT NULL, trouble_since DATETIME, 
	CONSTRAINT pk_visit PRIMARY KEY (forum_key)
);
INSERT INTO "visit" VALUES('sample','2026-03-13 07:07:10.000000',3600,2,'2026-03-13 06:07:10.000000','ok','','http://127.0.0.1/',3,2,0,NULL,'hash','2026-03-13 06:07:10.000000',1,1,2,5000000000,NULL);
CREATE TABLE post (
	forum_key VARCHAR(60) NOT NULL, 
	"key" VARCHAR(60) NOT NULL, 
	thread_id INTEGER NOT NULL, 
	board_id INTEGER, 
	id INTEGER, 
	number INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	first BOOLEAN NOT NULL, 
	gap_before BOOLEAN NOT NULL, 
	author TEXT NOT NULL, 
	author_id INTEGER, 
	title TEXT NOT NULL, 
	icon TEXT NOT NULL, 
	posted_at DATETIME NOT NULL, 
	dated BOOLEAN NOT NULL, 
	first_seen_at DATETIME NOT NULL, 
	edited_at DATETIME, 
	edits INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	signature TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	missing INTEGER NOT NULL, 
	missing_at DATETIME, 
	gone_at DATETIME, 
	reread_at DATETIME, dropped_at DATETIME, edit_waits BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_post PRIMARY KEY (forum_key, "key"), 
	CONSTRAINT fk_post_forum_key_thread_id_thread FOREIGN KEY(forum_key, thread_id) REFERENCES thread (forum_key, id)
);
INSERT INTO "post" VALUES('sample','31',9,2,31,31,1,1,0,'Anna',1,'Hausordnung','','2026-03-10 21:07:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'Seid nett.','Grüße aus der Werkstatt','1:6bd90f23aea77bb3e65b4de13254f285:',0,NULL,NULL,'2026-03-14 12:07:30.000000',NULL,0);
INSERT INTO "post" VALUES('sample','29',8,3,29,29,1,1,0,'Dora',NULL,'Kurz 5','','2026-03-10 21:07:00.000000',1,'2026-03-10 22:07:10.000000','2026-03-10 22:07:00.000000',1,'Ganz anders','','1:3e801f89eede1d2a554df6bf3a5674ea:',0,NULL,NULL,'2026-03-14 12:07:30.000000',NULL,0);
INSERT INTO "post" VALUES('sample','30',8,3,30,30,2,0,0,'Emil',NULL,'','','2026-03-10 21:07:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'Dazu etwas','','1:355d4ba06dc5b26c3bf3606b05cc39c2:',0,NULL,NULL,'2026-03-14 12:07:30.000000',NULL,0);
INSERT INTO "post" VALUES('sample','27',7,2,27,27,1,1,0,'Dora',NULL,'Kurz 4','','2026-03-10 19:37:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'Text 4','','1:cd407b8f8e99032e8507f3ddae785119:',0,NULL,NULL,'2026-03-14 15:07:30.000000',NULL,0);
INSERT INTO "post" VALUES('sample','28',7,2,28,28,2,0,0,'Emil',NULL,'','','2026-03-10 19:37:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'Dazu etwas','','1:355d4ba06dc5b26c3bf3606b05cc39c2:',0,NULL,NULL,'2026-03-14 15:07:30.000000',NULL,0);
INSERT INTO "post" VALUES('sample','25',6,3,25,25,1,1,0,'Dora',NULL,'Kurz 3','','2026-03-10 18:07:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'Text 3','','1:f2721e10cfd2afdea1426f6cb9855b1b:',0,NULL,NULL,'2026-03-18 06:07:30.000000',NULL,0);
INSERT INTO "post" VALUES('sample','26',6,3,26,26,2,0,0,'Emil',NULL,'','','2026-03-10 18:07:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'Dazu etwas','','1:355d4ba06dc5b26c3bf3606b05cc39c2:',0,NULL,NULL,'2026-03-18 06:07:30.000000',NULL,0);
INSERT INTO "post" VALUES('sample','23',5,2,23,23,1,1,0,'Dora',NULL,'Kurz 2','','2026-03-10 16:37:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'Text 2','','1:61b8d86f661dd6ad5e341cb70f05f9a9:',0,NULL,'2026-03-11 19:07:10.000000','2026-03-11 09:07:30.000000',NULL,0);
INSERT INTO "post" VALUES('sample','24',5,2,24,24,2,0,0,'Emil',NULL,'','','2026-03-10 16:37:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'','','1:355d4ba06dc5b26c3bf3606b05cc39c2:',0,NULL,'2026-03-11 19:07:10.000000',NULL,'2026-03-13 06:07:10.000000',0);
INSERT INTO "post" VALUES('sample','21',4,3,21,21,1,1,0,'Dora',NULL,'Kurz 1','','2026-03-10 15:07:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'Text 1','','1:d625bc8919751cbe78cf82c9a90ea7e7:',0,NULL,NULL,'2026-03-14 03:07:30.000000',NULL,0);
INSERT INTO "post" VALUES('sample','22',4,3,22,22,2,0,0,'Emil',NULL,'','','2026-03-10 15:07:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'Dazu etwas','','1:355d4ba06dc5b26c3bf3606b05cc39c2:',3,'2026-03-11 19:07:10.000000','2026-03-11 19:07:10.000000',NULL,NULL,0);
INSERT INTO "post" VALUES('sample','19',3,2,19,19,1,1,0,'Dora',NULL,'Kurz 0','','2026-03-10 13:37:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'Text 0','','1:ed778b7c38c0dc42e6634ee1bcae0c8e:',0,NULL,NULL,'2026-03-14 06:07:30.000000',NULL,0);
INSERT INTO "post" VALUES('sample','20',3,2,20,20,2,0,0,'Emil',NULL,'','','2026-03-10 13:37:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'','','1:355d4ba06dc5b26c3bf3606b05cc39c2:',0,NULL,NULL,NULL,'2026-03-13 06:07:10.000000',0);
INSERT INTO "post" VALUES('sample','1',1,2,1,1,1,1,0,'Anna',1,'Von allerlei Dingen','','2026-03-10 12:00:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'','','1:167ff372d7a02c08619af53355fb2563:',0,NULL,NULL,NULL,'2026-03-13 06:07:10.000000',0);
INSERT INTO "post" VALUES('sample','2',1,2,2,2,2,0,0,'Bert',NULL,'','','2026-03-10 12:00:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'','','1:bf35a5c82ef501e12158e81edf0a8697:',0,NULL,NULL,NULL,'2026-03-13 06:07:10.000000',0);
INSERT INTO "post" VALUES('sample','3',1,2,3,3,3,0,0,'Bert',NULL,'','','2026-03-10 12:01:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'','','1:87c1b675a9b5c506330783803578d222:',0,NULL,NULL,NULL,'2026-03-13 06:07:10.000000',0);
INSERT INTO "post" VALUES('sample','4',1,2,4,4,4,0,0,'Bert',NULL,'','','2026-03-10 12:01:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'','','1:c3d97dbd7bb8815ac692fcfcc05f3446:',0,NULL,NULL,NULL,'2026-03-13 06:07:10.000000',0);
INSERT INTO "post" VALUES('sample','5',1,2,5,5,5,0,0,'Bert',NULL,'','','2026-03-10 12:02:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'','','1:c8763efb10933aa1c1e0717ef95cf385:',0,NULL,NULL,NULL,'2026-03-13 06:07:10.000000',0);
INSERT INTO "post" VALUES('sample','18',2,3,18,18,1,1,0,'Cleo',NULL,'Käse im Titel','','2026-03-10 12:07:00.000000',1,'2026-03-10 22:07:10.000000',NULL,0,'Licht<section class="feedforum-attachments"><figure><a href="http://127.0.0.1:42821/attachment.php?attachmentid=2"><img src="http://127.0.0.1:42821/attachment.php?attachmentid=2" alt="a.png"></a></figure><ul><li><a href="http://127.0.0.1:42821/attachment.php?attachmentid=2">a.png</a> (PNG)</li><li><a href="http://127.0.0.1:42821/attachment.php?attachmentid=1">plan.zip</a> (12 KB, ZIP)</li></ul></section>','','1:06b81f2173653dd9d18c67734b2e2324:2,1',0,NULL,NULL,'2026-03-14 09:07:30.000000',NULL,0);
INSERT INTO "post" VALUES('sample','16',1,2,16,16,16,0,1,'Bert',NULL,'','','2026-03-10 12:06:00.000000',1,'2026-03-11 05:07:10.000000',NULL,0,'','','1:d546344575ce8bb85fb64eb3795b28ef:',0,NULL,NULL,NULL,'2026-03-13 06:07:10.000000',0);
INSERT INTO "post" VALUES('sample','17',1,2,17,17,17,0,0,'Bert',NULL,'','','2026-03-10 12:07:00.000000',1,'2026-03-11 05:07:10.000000',NULL,0,'','','1:04b16c9375a8120e4237cc287b934d51:',0,NULL,NULL,NULL,'2026-03-13 06:07:10.000000',0);
INSERT INTO "post" VALUES('sample','32',1,2,32,32,18,0,0,'Cleo',NULL,'Mit Titel','','2026-03-10 22:07:00.000000',1,'2026-03-11 05:07:10.000000',NULL,0,'Noch eine Antwort','','1:96f94216bd8e40d38127a157a8332a5d:',0,NULL,NULL,'2026-03-14 10:07:30.000000',NULL,0);
CREATE TABLE attachment (
	forum_key VARCHAR(60) NOT NULL, 
	post_key VARCHAR(60) NOT NULL, 
	rank INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	url TEXT NOT NULL, 
	size INTEGER, 
	inline BOOLEAN NOT NULL, 
	CONSTRAINT pk_attachment PRIMARY KEY (forum_key, post_key, rank), 
	CONSTRAINT fk_attachment_forum_key_post_key_post FOREIGN KEY(forum_key, post_key) REFERENCES post (forum_key, "key")
);
INSERT INTO "attachment" VALUES('sample','18',0,2,'a.png','http://127.0.0.1:42821/attachment.php?attachmentid=2',NULL,1);
INSERT INTO "attachment" VALUES('sample','18',1,1,'plan.zip','http://127.0.0.1:42821/attachment.php?attachmentid=1',12349,0);
CREATE TABLE words (
	id INTEGER NOT NULL, 
	forum_key VARCHAR(60) NOT NULL, 
	post_key VARCHAR(60) NOT NULL, 
	author TEXT NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_words PRIMARY KEY (id), 
	CONSTRAINT fk_words_forum_key_post_key_post FOREIGN KEY(forum_key, post_key) REFERENCES post (forum_key, "key"), 
	CONSTRAINT uq_words_forum_key_post_key UNIQUE (forum_key, post_key)
);
INSERT INTO "words" VALUES(1,'sample','31','anna','hausordnung hausordnung','seid nett');
INSERT INTO "words" VALUES(2,'sample','29','dora','kurz 5 kurz 5','ganz anders');
INSERT INTO "words" VALUES(3,'sample','30','emil','','dazu etwas');
INSERT INTO "words" VALUES(4,'sample','27','dora','kurz 4 kurz 4','text 4');
INSERT INTO "words" VALUES(5,'sample','28','emil','','dazu etwas');
INSERT INTO "words" VALUES(6,'sample','25','dora','kurz 3 kurz 3','text 3');
INSERT INTO "words" VALUES(7,'sample','26','emil','','dazu etwas');
INSERT INTO "words" VALUES(8,'sample','23','dora','kurz 2 kurz 2','text 2');
INSERT INTO "words" VALUES(10,'sample','21','dora','kurz 1 kurz 1','text 1');
INSERT INTO "words" VALUES(11,'sample','22','emil','','dazu etwas');
INSERT INTO "words" VALUES(12,'sample','19','dora','kurz 0 kurz 0','text 0');
INSERT INTO "words" VALUES(19,'sample','18','cleo','kase im titel kase im titel','licht a png png plan zip 12 kb zip');
INSERT INTO "words" VALUES(22,'sample','32','cleo','mit titel','noch eine antwort');
CREATE TABLE holder (
	name VARCHAR(80) NOT NULL, 
	command VARCHAR(80) NOT NULL, 
	host VARCHAR(255) NOT NULL, 
	process_id INTEGER NOT NULL, 
	since DATETIME NOT NULL, 
	CONSTRAINT pk_holder PRIMARY KEY (name)
);
INSERT INTO "holder" VALUES('poller','run','there',7,'2026-03-13 06:07:10.000000');
CREATE TABLE cookies (
	forum_key VARCHAR(60) NOT NULL, 
	sealed TEXT NOT NULL, 
	CONSTRAINT pk_cookies PRIMARY KEY (forum_key)
);
INSERT INTO "cookies" VALUES('sample','gAAAAABrDW3W_QJdFnQV6aq2BZnPDMww-Si3iQShX_MRAlx10aCM-Lw-any8w9-eAF5NErlMoL4gTXjgCwAjF6VU7la0goXBXlB_buSIrA8mYgYFPae4eMyE1wrQrCQEsV7qBTFv4QvRhFiqzObRclY4juis30IysiluZoVbRYyYUC7SepCtcGrH928-izEGJH4vZBY4u54RxIj7070oqmS88zlgMUAKaqKKIboeGNpxYSBzFKOIvBnRD9XWk3wqMVjJ6R4xF1Ih8mMHvAryYPwny9ut3J1P7Q==');
CREATE TABLE board_password (
	forum_key VARCHAR(60) NOT NULL, 
	board_id INTEGER NOT NULL, 
	refused_for VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_board_password PRIMARY KEY (forum_key, board_id)
);
INSERT INTO "board_password" VALUES('sample',3,'scrypt');
CREATE TABLE lately (
	forum_key VARCHAR(60) NOT NULL, 
	asked FLOAT NOT NULL, 
	reread FLOAT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_lately PRIMARY KEY (forum_key)
);
INSERT INTO "lately" VALUES('sample',1.58594035393020749147e+00,4.44930172301794168987e+00,'2026-03-13 06:07:10.000000');
CREATE TABLE came (
	forum_key VARCHAR(60) NOT NULL, 
	board_id INTEGER NOT NULL, 
	hour DATETIME NOT NULL, 
	polls INTEGER NOT NULL, 
	requests INTEGER NOT NULL, 
	size BIGINT NOT NULL, 
	new_posts INTEGER NOT NULL, 
	edits INTEGER NOT NULL, 
	deletions INTEGER NOT NULL, 
	unread_dates INTEGER NOT NULL, 
	CONSTRAINT pk_came PRIMARY KEY (forum_key, board_id, hour)
);
INSERT INTO "came" VALUES('sample',0,'2026-03-13 06:00:00.000000',1,3,5000,2,0,0,0);
INSERT INTO "came" VALUES('sample',2,'2026-03-13 06:00:00.000000',0,0,0,2,0,0,0);
INSERT INTO "came" VALUES('sample',2,'1970-01-01 00:00:00.000000',0,0,0,2,0,0,0);
CREATE TABLE wish (
	forum_key VARCHAR(60) NOT NULL, 
	wished_at DATETIME NOT NULL, 
	CONSTRAINT pk_wish PRIMARY KEY (forum_key)
);
INSERT INTO "wish" VALUES('sample','2026-03-13 06:07:10.000000');
CREATE TABLE revision (
	forum_key VARCHAR(60) NOT NULL, 
	number BIGINT NOT NULL, 
	CONSTRAINT pk_revision PRIMARY KEY (forum_key)
);
INSERT INTO "revision" VALUES('sample',93);
CREATE VIRTUAL TABLE words_index
    USING fts5(title, text, content='words', content_rowid='id', tokenize='ascii', prefix='2 3');
INSERT INTO words_index(words_index) VALUES('rebuild');
CREATE INDEX ix_thread_board ON thread (forum_key, board_id, last_post_at);
CREATE INDEX ix_thread_never_read ON thread (forum_key, board_id, never_read, last_post_at);
CREATE INDEX ix_thread_newest ON thread (forum_key, board_id, id);
CREATE INDEX ix_thread_news ON thread (forum_key, news);
CREATE INDEX ix_thread_suspect ON thread (forum_key, suspect);
CREATE INDEX ix_post_board_first ON post (forum_key, board_id, first, posted_at, number, "key");
CREATE INDEX ix_post_board_time ON post (forum_key, board_id, posted_at, number, "key");
CREATE INDEX ix_post_forum_time ON post (forum_key, posted_at, number, "key");
CREATE INDEX ix_post_gap ON post (forum_key, board_id, gap_before, posted_at);
CREATE INDEX ix_post_gone ON post (forum_key, gone_at, number);
CREATE INDEX ix_post_reread ON post (forum_key, reread_at);
CREATE INDEX ix_post_thread ON post (forum_key, thread_id, position);
CREATE INDEX ix_words_author ON words (forum_key, author);
CREATE TRIGGER words_inserted AFTER INSERT ON words BEGIN
        INSERT INTO words_index(rowid, title, text) VALUES (new.id, new.title, new.text);
    END;
CREATE TRIGGER words_deleted AFTER DELETE ON words BEGIN
        INSERT INTO words_index(words_index, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
    END;
CREATE TRIGGER words_updated AFTER UPDATE OF title, text ON words BEGIN
        INSERT INTO words_index(words_index, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO words_index(rowid, title, text) VALUES (new.id, new.title, new.text);
    END;
CREATE INDEX ix_post_kept ON post (forum_key, board_id, dropped_at, posted_at);
CREATE TRIGGER forum_inserted_revision AFTER INSERT ON forum  BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (new."key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER forum_deleted_revision AFTER DELETE ON forum  BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (old."key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER forum_updated_revision AFTER UPDATE OF "key", "host", "url", "engine", "title", "language", "first_polled_at" ON forum WHEN old."key" IS NOT new."key" OR old."host" IS NOT new."host" OR old."url" IS NOT new."url" OR old."engine" IS NOT new."engine" OR old."title" IS NOT new."title" OR old."language" IS NOT new."language" OR old."first_polled_at" IS NOT new."first_polled_at" BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (new."key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER board_inserted_revision AFTER INSERT ON board  BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (new."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER board_deleted_revision AFTER DELETE ON board  BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (old."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER board_updated_revision AFTER UPDATE OF "forum_key", "id", "title", "description", "rank", "first_seen_at" ON board WHEN old."forum_key" IS NOT new."forum_key" OR old."id" IS NOT new."id" OR old."title" IS NOT new."title" OR old."description" IS NOT new."description" OR old."rank" IS NOT new."rank" OR old."first_seen_at" IS NOT new."first_seen_at" BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (new."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER thread_inserted_revision AFTER INSERT ON thread  BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (new."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER thread_deleted_revision AFTER DELETE ON thread  BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (old."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER thread_updated_revision AFTER UPDATE OF "forum_key", "id", "board_id", "topic", "prefix", "starter", "starter_id", "closed", "important", "announcement", "total", "first_key", "gone_at", "first_seen_at" ON thread WHEN old."forum_key" IS NOT new."forum_key" OR old."id" IS NOT new."id" OR old."board_id" IS NOT new."board_id" OR old."topic" IS NOT new."topic" OR old."prefix" IS NOT new."prefix" OR old."starter" IS NOT new."starter" OR old."starter_id" IS NOT new."starter_id" OR old."closed" IS NOT new."closed" OR old."important" IS NOT new."important" OR old."announcement" IS NOT new."announcement" OR old."total" IS NOT new."total" OR old."first_key" IS NOT new."first_key" OR old."gone_at" IS NOT new."gone_at" OR old."first_seen_at" IS NOT new."first_seen_at" BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (new."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER post_inserted_revision AFTER INSERT ON post  BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (new."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER post_deleted_revision AFTER DELETE ON post  BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (old."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER post_updated_revision AFTER UPDATE OF "forum_key", "key", "thread_id", "board_id", "id", "number", "position", "first", "author", "author_id", "title", "icon", "posted_at", "first_seen_at", "edited_at", "content", "signature", "gone_at", "dropped_at" ON post WHEN old."forum_key" IS NOT new."forum_key" OR old."key" IS NOT new."key" OR old."thread_id" IS NOT new."thread_id" OR old."board_id" IS NOT new."board_id" OR old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."position" IS NOT new."position" OR old."first" IS NOT new."first" OR old."author" IS NOT new."author" OR old."author_id" IS NOT new."author_id" OR old."title" IS NOT new."title" OR old."icon" IS NOT new."icon" OR old."posted_at" IS NOT new."posted_at" OR old."first_seen_at" IS NOT new."first_seen_at" OR old."edited_at" IS NOT new."edited_at" OR old."content" IS NOT new."content" OR old."signature" IS NOT new."signature" OR old."gone_at" IS NOT new."gone_at" OR old."dropped_at" IS NOT new."dropped_at" BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (new."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER attachment_inserted_revision AFTER INSERT ON attachment  BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (new."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER attachment_deleted_revision AFTER DELETE ON attachment  BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (old."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER attachment_updated_revision AFTER UPDATE OF "forum_key", "post_key", "rank", "id", "name", "url", "size", "inline" ON attachment WHEN old."forum_key" IS NOT new."forum_key" OR old."post_key" IS NOT new."post_key" OR old."rank" IS NOT new."rank" OR old."id" IS NOT new."id" OR old."name" IS NOT new."name" OR old."url" IS NOT new."url" OR old."size" IS NOT new."size" OR old."inline" IS NOT new."inline" BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (new."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER words_inserted_revision AFTER INSERT ON words  BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (new."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER words_deleted_revision AFTER DELETE ON words  BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (old."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE TRIGGER words_updated_revision AFTER UPDATE OF "forum_key", "post_key", "author", "title", "text" ON words WHEN old."forum_key" IS NOT new."forum_key" OR old."post_key" IS NOT new."post_key" OR old."author" IS NOT new."author" OR old."title" IS NOT new."title" OR old."text" IS NOT new."text" BEGIN 
    INSERT INTO revision (forum_key, number) VALUES (new."forum_key", 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
 END;
CREATE INDEX ix_post_time ON post (posted_at, number, forum_key, "key");
