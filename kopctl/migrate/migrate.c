/*
 * Copyright (c) 2026 The kopd authors
 *
 * Permission to use, copy, modify, and distribute this software for any
 * purpose with or without fee is hereby granted, provided that the above
 * copyright notice and this permission notice appear in all copies.
 *
 * THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
 * WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
 * MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
 * ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
 * WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
 * ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF
 * OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
 */

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/badopt.h"
#include "common/encode.h"
#include "common/log.h"
#include "common/text.h"
#include "common/userdb.h"
#include "common/xstrdup.h"
#include "kopctl/kopctl.h"
#include "kopctl/migrate/compose.h"
#include "kopctl/migrate/migrate.h"
#include "kopctl/migrate/outside.h"
#include "kopctl/result.h"
#include "kopd/conf/environment.h"
#include "kopd/conf/file.h"
#include "kopd/conf/load.h"
#include "kopd/conf/suggest.h"
#include "paths.h"

#define SECRET_NAME	"redis.secret"
#define GROUP		"_kopd"

static void
usage(void)
{
	if (!result_is_json())
		fprintf(stderr, "usage: kopctl [-j] migrate [-p secret] "
		    "[--option value]\n"
		    "                           [compose.yml [service]]\n");
	exit(EXIT_USAGE);
}

/*
 * name is that of this program, or of traefik-kop's command, whose words are
 * those of the compose file.
 */
static void
bad_option(const char *name, const char *error)
{
	char	*line, *encoded;

	if (result_is_json()) {
		log_errorx("%s: %s", name, error);
		return;
	}
	if (asprintf(&line, "%s: %s", name, error) == -1)
		fatal(NULL);
	encoded = encode(line, VIS_NOSLASH);
	fprintf(stderr, "%s\n", encoded);
	free(encoded);
	free(line);
}

/* The absolute path of the new password file. */
static char *
secret_path(const char *given)
{
	return given != NULL ? file_absolute(given) :
	    file_beside(KOPD_CONF, SECRET_NAME);
}

/* At a reload, kopd's user reads the file, and is in that group. */
static const char *
secret_own(int fd)
{
	const struct group	*group;

	if (getuid() != 0 || (group = userdb_group(GROUP)) == NULL)
		return NULL;
	return fchown(fd, 0, group->gr_gid) == -1 || fchmod(fd, 0640) == -1 ?
	    strerror(errno) : NULL;
}

static const char *
secret_fill(int fd, const char *password)
{
	const char	*why;
	size_t		 len = strlen(password);

	if ((why = secret_own(fd)) != NULL)
		return why;
	if (write(fd, password, len) != (ssize_t)len ||
	    write(fd, "\n", 1) != 1 || fsync(fd) == -1)
		return strerror(errno);
	return NULL;
}

/* An existing file is not overwritten, because its contents are unknown. */
static int
secret_write(const char *path, const char *password)
{
	const char	*why;
	int		 fd;

	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
	    0600);
	if (fd == -1) {
		if (errno == EEXIST)
			log_errorx("%s: it exists already; to keep it, do not "
			    "use -p", path);
		else
			log_errorx("%s: %s", path, strerror(errno));
		return -1;
	}
	if ((why = secret_fill(fd, password)) != NULL) {
		log_errorx("%s: %s", path, why);
		(void)unlink(path);
	}
	(void)close(fd);
	return why != NULL ? -1 : 0;
}

/* The password must be a single line in that file. */
static void
secret_check(const struct kopd_conf *conf, struct conf_report *report)
{
	if (strpbrk(conf->writer.password, "\r\n") != NULL)
		conf_error(report, conf->origin[SET_PASSWORD], "the password "
		    "has a line break, which a password file cannot contain");
}

/* The origin may have the name of an env_file: it stays in the comment. */
static void
say_secret(FILE *out, const struct kopd_conf *conf, const char *path)
{
	char	*origin = encode(conf->origin[SET_PASSWORD], VIS_NOSLASH);

	fprintf(out, "#\n# The password of %s is not printed here.  Write it "
	    "as the only\n# line of the password file, which others must not "
	    "be able to read:\n#\tinstall -g " GROUP " -m 640 /dev/null %s\n"
	    "# and an editor, or run `kopctl migrate -p %s'.\n",
	    origin, path, path);
	free(origin);
}

static void
print(FILE *out, const struct kopd_conf *conf, const char *secret, int written)
{
	fprintf(out, "# kopd.conf(5), made by kopctl migrate.  Other settings "
	    "have their defaults.\n# The comment in each line names its "
	    "source.\n");
	if (conf->writer.password[0] != '\0' && !written)
		say_secret(out, conf, secret);
	if (environment_verbose())
		fprintf(out, "#\n# To log more, start kopd with -v.\n");
	conf_print_given(conf, secret, out);
}

/* Prints the file, or in JSON an object with it. */
static void
print_as(struct emit *e, const struct kopd_conf *conf, const char *secret,
    int written)
{
	char	*text = NULL;
	size_t	 size;
	FILE	*out;

	if (!e->json) {
		print(e->out, conf, secret, written);
		return;
	}
	out = text_open(&text, &size);
	print(out, conf, secret, written);
	text_close(out);
	emit_object(e, NULL);
	emit_string(e, "configuration", text);
	emit_end(e);
	free(text);
}

/* Warns of variables that look like settings but are unknown. */
static void
doubt(const struct variables *list, const struct kopd_conf *conf)
{
	const char	*meant;
	size_t		 i;

	for (i = 0; i < list->n; i++) {
		if (suggest(list->v[i].name, list->v[i].value, conf, &meant))
			log_warnx("%s is not known%s%s%s", list->v[i].place,
			    meant != NULL ? ": did you mean " : "",
			    meant != NULL ? meant : "",
			    meant != NULL ? "?" : "");
	}
}

static void
give_all(const struct compose_service *service, struct conf_report *report)
{
	const struct variables	*list = &service->variables;
	char			*value;
	size_t			 i;

	for (i = 0; i < list->n; i++) {
		value = outside_value(service, list->v[i].name,
		    list->v[i].value, list->v[i].place, report);
		(void)environment_give(list->v[i].name, value,
		    list->v[i].place);
		freezero(value, strlen(value));
	}
}

/* Returns all settings; NULL after an error was reported. */
static struct kopd_conf *
settle(const struct compose_service *service, struct conf_report *report)
{
	struct kopd_conf	*conf = conf_new();

	environment_apply(conf, report);
	if (service->path != NULL)
		outside_socket(service, conf, report);
	conf_check(conf, report);
	secret_check(conf, report);
	if (service->path != NULL)
		doubt(&service->variables, conf);
	else
		suggest_warn(conf);
	if (report->errors == 0 && (environment_given() ||
	    conf->origin[SET_DOCKER_SOCKET] != NULL))
		return conf;
	if (report->errors == 0)
		log_errorx("nothing to migrate: no settings of traefik-kop "
		    "found");
	conf_free(conf);
	return NULL;
}

/* A path in an option of the service's command is one of the container. */
static void
take_option(int ch, const struct compose_service *inside,
    struct conf_report *report)
{
	const struct known	*known;
	char			*value;

	known = environment_known((size_t)(ch - ENVIRONMENT_OPTION));
	if (inside == NULL || known == NULL || optarg == NULL) {
		environment_take(ch, optarg);
		return;
	}
	value = outside_value(inside, known->variable, optarg,
	    inside->command, report);
	environment_take(ch, value);
	freezero(value, strlen(value));
}

/* Reads options; returns that of -p.  inside has their command, or is NULL. */
static const char *
options(int argc, char *argv[], const struct compose_service *inside,
    struct conf_report *report)
{
	static const struct option	 own[] = {
		{ "help", no_argument, NULL, 'h' },
	};
	const struct option		*all;
	const char			*secret = NULL;
	const char			*name = inside != NULL ?
					    inside->command : "kopctl";
	int				 ch;

	all = environment_options(own, sizeof(own) / sizeof(own[0]));
	optind = 1;
	opterr = 0;
	while ((ch = getopt_long_only(argc, argv, "+:hp:", all, NULL)) != -1) {
		if (ch >= ENVIRONMENT_OPTION)
			take_option(ch, inside, report);
		else if (ch == 'p')
			secret = optarg;
		else {
			if (ch != 'h')
				bad_option(name, badopt(ch, argv, all));
			usage();
		}
	}
	return secret;
}

/* The options in the command of the service override its variables. */
static void
command_options(struct compose_service *service, struct conf_report *report)
{
	char	*argv[COMPOSE_WORDS_MAX + 2] = { service->command };

	if (service->command == NULL)
		return;
	memcpy(&argv[1], service->words, sizeof(service->words));
	(void)options(service->nwords + 1, argv, service, report);
	if (optind < service->nwords + 1)
		conf_error(report, service->command, "\"%s\" is not an option",
		    argv[optind]);
}

int
migrate(int argc, char *argv[], struct emit *e)
{
	static struct compose_service	 service;
	struct conf_report		 report;
	struct kopd_conf		*conf;
	const char			*given = options(argc, argv, NULL, NULL);
	char				*secret, **file = argv + optind;
	int				 files = argc - optind;
	int				 status = EXIT_FAULT;

	if (files > 2) {
		log_errorx("\"%s\": migrate reads only one file and one service",
		    file[2]);
		usage();
	}
	result_report(&report);
	if (files == 0)
		environment_read();
	else if (compose_read(file[0], files == 2 ? file[1] : NULL, &service,
	    &report) == -1)
		return EXIT_USAGE;
	give_all(&service, &report);
	command_options(&service, &report);
	(void)options(argc, argv, NULL, NULL);
	secret = secret_path(given);
	if ((conf = settle(&service, &report)) != NULL &&
	    (given == NULL || conf->writer.password[0] == '\0' ||
	    secret_write(secret, conf->writer.password) == 0)) {
		print_as(e, conf, secret, given != NULL);
		status = fflush(stdout) == EOF ? EXIT_FAULT : EXIT_OK;
	}
	conf_free(conf);
	compose_free(&service);
	free(secret);
	return status;
}
