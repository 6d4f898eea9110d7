/* setjmp(3) */

#ifndef OPENBSD_SETJMP_H
#define OPENBSD_SETJMP_H

typedef long	jmp_buf[11];
typedef long	sigjmp_buf[12];

int	 setjmp(jmp_buf) __attribute__((__returns_twice__));
void	 longjmp(jmp_buf, int) __attribute__((__noreturn__));

#endif
