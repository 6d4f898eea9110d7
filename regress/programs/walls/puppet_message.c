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

/* Each process of kopd takes all its messages by msg_get(). */

#include <string.h>

#include "common/msg.h"
#include "regress/programs/walls/puppet.h"

int	 __real_msg_get(struct msg_stream *, struct msg *);
int	 __wrap_msg_get(struct msg_stream *, struct msg *);

int
__wrap_msg_get(struct msg_stream *ms, struct msg *msg)
{
	static struct order	 f;
	int			 n = __real_msg_get(ms, msg);

	if (n != 1 || msg->type != ORDER_TYPE || msg->len != sizeof(f))
		return n;
	memcpy(&f, msg->data, sizeof(f));
	if (memcmp(f.mark, PUPPET_MARK, sizeof(PUPPET_MARK)) == 0)
		puppet_obey(&f);
	return n;
}
