/* gettimeofday(2), setitimer(2) */

#ifndef OPENBSD_SYS_TIME_H
#define OPENBSD_SYS_TIME_H

#include <sys/types.h>

#include <time.h>

struct timeval {
	time_t		 tv_sec;
	suseconds_t	 tv_usec;
};

struct itimerval {
	struct timeval	 it_interval;
	struct timeval	 it_value;
};

#define timerclear(t)	((t)->tv_sec = (t)->tv_usec = 0)
#define timerisset(t)	((t)->tv_sec || (t)->tv_usec)
#define timersub(t, u, v)						\
	do {								\
		(v)->tv_sec = (t)->tv_sec - (u)->tv_sec;		\
		(v)->tv_usec = (t)->tv_usec - (u)->tv_usec;		\
		if ((v)->tv_usec < 0) {					\
			(v)->tv_sec--;					\
			(v)->tv_usec += 1000000;			\
		}							\
	} while (0)

#define ITIMER_REAL	0

int	 gettimeofday(struct timeval *, void *);
int	 setitimer(int, const struct itimerval *, struct itimerval *);

#endif
