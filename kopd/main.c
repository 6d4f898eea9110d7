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

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "common/log.h"
#include "common/xmalloc.h"
#include "kopd/absent.h"
#include "kopd/conf/suggest.h"
#include "kopd/conf/version.h"
#include "kopd/detach.h"
#include "kopd/kopd.h"
#include "kopd/logger.h"
#include "kopd/options.h"
#include "kopd/roles.h"
#include "kopd/validate.h"

static int
check(const struct kopd_conf *conf, struct conf_report *report, int verbose)
{
	if (validate(conf, report) == -1)
		return 1;
	if (verbose > 0) {
		conf_print(conf, stdout);
		(void)fflush(stdout);
	}
	fprintf(stderr, "configuration OK\n");
	return 0;
}

/* Opens closed ones, so that no other descriptor gets their number. */
static void
hold_standard(void)
{
	int	 fd;

	do {
		if ((fd = open("/dev/null", O_RDWR)) == -1)
			fatal("/dev/null");
	} while (fd <= STDERR_FILENO);
	(void)close(fd);
}

/* Closes all other descriptors: a directory is a way out of the root. */
static void
keep_stderr(void)
{
	struct stat	 st;
	int		 fd;

	if ((fd = open("/dev/null", O_RDWR)) == -1 ||
	    fstat(STDERR_FILENO, &st) == -1 ||
	    dup2(fd, STDIN_FILENO) == -1 || dup2(fd, STDOUT_FILENO) == -1 ||
	    (S_ISDIR(st.st_mode) && dup2(fd, STDERR_FILENO) == -1))
		fatal("/dev/null");
	(void)close(fd);
}

int
main(int argc, char *argv[])
{
	static struct kopd	 kopd;
	struct options		 o;
	struct conf_report	 report;
	int			 status;

	log_init("kopd", LOG_TO_STDERR, 0);
	xmalloc_events();
	/* Other users cannot read files of kopd by default. */
	(void)umask(S_IRWXG | S_IRWXO);
	hold_standard();
	options_read(&o, argc, argv);
	conf_report_stderr(&report);
	if (options_source(&o, &kopd.source, &report) == 0)
		kopd.conf = conf_load(&kopd.source, &report);
	if (kopd.conf == NULL) {
		suggest_warn(NULL);
		return 1;
	}
	log_set_json((int)kopd.conf->log_json);
	if (o.check) {
		suggest_warn(kopd.conf);
		version_warn(kopd.conf);
		absent_warn(kopd.conf, &report);
		status = check(kopd.conf, &report, o.verbose);
	} else {
		if (roles_check() == -1)
			return 1;
		/* The caller may have left descriptors open. */
		closefrom(STDERR_FILENO + 1);
		keep_stderr();
		kopd.log_fd = -1;
		if (!o.foreground) {
			detach_begin();
			kopd.logger = logger_start(kopd.conf,
			    roles_user(ROLE_PARENT), &kopd.log_fd);
			log_set_logger(kopd.log_fd);
		}
		log_init("kopd", o.foreground ? LOG_TO_STDERR : LOG_TO_SYSLOG,
		    o.verbose);
		log_set_stderr(1);
		suggest_warn(kopd.conf);
		version_warn(kopd.conf);
		status = kopd_run(&kopd, o.socket, o.foreground, o.verbose);
	}
	conf_free(kopd.conf);
	return status;
}
