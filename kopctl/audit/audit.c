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

#include <stdlib.h>
#include <unistd.h>

#include "common/badopt.h"
#include "common/log.h"
#include "common/messages.h"
#include "kopctl/ask.h"
#include "kopctl/audit/audit.h"
#include "kopctl/audit/propose.h"
#include "kopctl/audit/output.h"
#include "kopctl/kopctl.h"

/* Returns -1 after an error. */
static int
read_options(int argc, char *argv[], unsigned char *rules)
{
	int	 ch;

	optind = 1;
	opterr = 0;
	while ((ch = getopt(argc, argv, "+:p")) != -1) {
		if (ch != 'p') {
			log_errorx("audit: %s", badopt(ch, argv, NULL));
			return -1;
		}
		*rules = 1;
	}
	if (optind == argc)
		return 0;
	log_errorx("audit takes no arguments");
	return -1;
}

int
audit(int argc, char *argv[], const char *socket, struct emit *out)
{
	struct answer	 answer = { 0 };
	const char	*error;
	unsigned char	 rules = 0;
	int		 status;

	if (read_options(argc, argv, &rules) == -1)
		return EXIT_USAGE;
	error = ask(socket, CONTROL_AUDIT, &rules, 1, &answer);
	if (error != NULL) {
		log_errorx("%s", error);
		status = EXIT_FAULT;
	} else if (rules)
		status = propose_show(out, &answer) == -1 ? EXIT_FAULT : EXIT_OK;
	else
		status = output_show(out, &answer) == 0 ? EXIT_OK : EXIT_FAULT;
	answer_free(&answer);
	return status;
}
