/* cdefs: what queue(3) and tree(3) use of it */

#ifndef OPENBSD_SYS_CDEFS_H
#define OPENBSD_SYS_CDEFS_H

#define __BEGIN_DECLS
#define __END_DECLS
#define __unused	__attribute__((__unused__))

#endif
